using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Deliveries;

/// <summary>Which gaps the store finds: each that is there, and none that is not.</summary>
public sealed class Gap_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Low = DeliverySeed.Midnight(-2);
    private static readonly DateTimeOffset High = DeliverySeed.Midnight(-1);
    private static readonly DateTimeOffset Long = DeliverySeed.Midnight(-20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Each_lost_value_is_named_and_none_invented_though_the_clock_drifts_and_trembles(int seed)
    {
        var random = new Random(seed);
        var step = random.Next(20, 900);
        var drift = 1 + ((random.NextDouble() - 0.5) * 0.02);
        var offset = random.NextDouble() * step;
        var sent = Enumerable.Range(0, (int)(4 * 86_400 / (step * drift)))
            .Select(i => DeliverySeed.Midnight(-4).AddSeconds(offset + (i * step * drift) + ((random.NextDouble() - 0.5) * 0.2 * step)))
            .ToList();
        var lost = Enumerable.Range(1, sent.Count - 2).Where(_ => random.Next(40) == 0).ToHashSet();
        var thing = await store.AddThingAsync($"seed {seed}", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, 0, step, Long);
        await store.AddMomentsAsync(stream, sent.Where((_, i) => !lost.Contains(i)));

        var gaps = await GapsAsync(thing, DeliverySeed.Midnight(-3), High);

        // A moment that was to come at midnight may be counted to either day.
        var within = lost.Where(i => sent[i] >= DeliverySeed.Midnight(-3) && sent[i] < High).ToList();
        var atTheEdge = lost.Count(i => (sent[i] - DeliverySeed.Midnight(-3)).Duration().TotalSeconds < step || (sent[i] - High).Duration().TotalSeconds < step);
        Assert.InRange(gaps.Sum(g => g.Missing), within.Count - atTheEdge, within.Count + atTheEdge);
        Assert.All(within.Where(i => (sent[i] - High).Duration().TotalSeconds > step && (sent[i] - DeliverySeed.Midnight(-3)).Duration().TotalSeconds > step), i =>
            Assert.Contains(gaps, g => g.From.AddSeconds(-step / 2.0) <= sent[i] && sent[i] < g.To.AddSeconds(step / 2.0)));
        Assert.All(gaps, g => Assert.Contains(lost, i => g.From.AddSeconds(-step) <= sent[i] && sent[i] <= g.To.AddSeconds(step)));
    }

    [Fact]
    public async Task Hours_that_are_missing_are_named_to_the_hour_and_joined()
    {
        var thing = await store.AddThingAsync("hours", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, 3_600, 3_600, Long);
        await store.AddPeriodsAsync(stream, Enumerable.Range(-24, 48).Where(h => h is not (5 or 6 or 23)).Select(h => Low.AddHours(h)));

        var gaps = await GapsAsync(thing, Low, High);

        Assert.Equal([(Low.AddHours(5), Low.AddHours(7), 2L), (Low.AddHours(23), High, 1L)], gaps.Select(g => (g.From, g.To, g.Missing)));
    }

    [Fact]
    public async Task Day_figures_begin_at_midnight_in_Beijing()
    {
        var thing = await store.AddThingAsync("days", StoreSeed.ChangAn);
        await store.AddStreamAsync(thing, 86_400, 86_400, Long);

        var gap = Assert.Single(await GapsAsync(thing, Low, High));

        Assert.Equal((Low, High, 1L), (gap.From, gap.To, gap.Missing));
    }

    [Fact]
    public async Task Nothing_is_expected_before_the_registration_or_after_the_retirement()
    {
        var thing = await store.AddThingAsync("new", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, 3_600, 3_600, Low.AddHours(10).AddMinutes(20));

        var young = Assert.Single(await GapsAsync(thing, Low, High));
        await store.ExecuteAsync("UPDATE datastream SET retired_at = $2 WHERE id = $1", stream, Low.AddHours(12).UtcDateTime);
        var retired = await GapsAsync(thing, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow);

        Assert.Equal((Low.AddHours(11), High, 13L), (young.From, young.To, young.Missing));
        Assert.Empty(retired);
    }

    [Fact]
    public async Task What_was_expected_then_goes_by_the_interval_registered_then()
    {
        var thing = await store.AddThingAsync("changed", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, 0, 3_600, Long);
        await store.ExecuteAsync("UPDATE datastream SET interval_s = 60 WHERE id = $1", stream);

        var gap = Assert.Single(await GapsAsync(thing, Low, High));

        Assert.Equal(24, gap.Missing);
    }

    [Fact]
    public async Task What_may_be_under_way_still_is_not_missing()
    {
        var now = Low.AddHours(12).AddMinutes(5);
        var thing = await store.AddThingAsync("now", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, 3_600, 3_600, Long);
        await store.AddPeriodsAsync(stream, Enumerable.Range(0, 11).Select(h => Low.AddHours(h)));

        Assert.Empty(await GapsAsync(thing, Low, High, now));
        Assert.Equal(1, Assert.Single(await GapsAsync(thing, Low, High, now.AddMinutes(10))).Missing);
    }

    [Fact]
    public async Task Figures_of_a_day_add_up()
    {
        var thing = await store.AddThingAsync("figures", StoreSeed.ChangAn);
        var moments = await store.AddStreamAsync(thing, 0, 600, Long);
        var hours = await store.AddStreamAsync(thing, 3_600, 3_600, Long);
        await store.AddMomentsAsync(moments, Enumerable.Range(0, 144).Where(i => i is < 50 or >= 60).Select(i => Low.AddMinutes(10 * i)));
        await store.AddPeriodsAsync(hours, Enumerable.Range(0, 20).Select(h => Low.AddHours(h)));
        await store.AddPeriodsAsync(hours, Enumerable.Range(20, 2).Select(h => Low.AddHours(h)), quality: 1);

        await using var command = store.Ingest.CreateCommand(
            "SELECT expected, present, valid, rate_expected, rate_present, rate_valid FROM delivery_day_of(ARRAY[$1::bigint], $2::date, now())");
        command.Parameters.Add(new NpgsqlParameter { Value = thing });
        command.Parameters.Add(new NpgsqlParameter { Value = DateOnly.FromDateTime(Low.DateTime) });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());

        Assert.Equal([168, 156, 154, 24, 22, 20], Enumerable.Range(0, 6).Select(i => reader.GetInt64(i)));
    }

    private async Task<List<(DateTimeOffset From, DateTimeOffset To, long Missing)>> GapsAsync(
        long thing, DateTimeOffset low, DateTimeOffset high, DateTimeOffset? now = null)
    {
        await using var command = store.Command.CreateCommand("SELECT from_at, to_at, missing FROM delivery_gap(ARRAY[$1::bigint], $2, $3, $4) ORDER BY from_at");
        command.Parameters.Add(new NpgsqlParameter { Value = thing });
        foreach (var at in (DateTimeOffset[])[low, high, now ?? DateTimeOffset.UtcNow])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = at.UtcDateTime });
        }

        var gaps = new List<(DateTimeOffset, DateTimeOffset, long)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            gaps.Add((reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2)));
        }

        return gaps;
    }
}
