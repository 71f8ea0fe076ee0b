using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Deliveries;

/// <summary>What is expected less than once a day counts on the day on which it falls due.</summary>
public sealed class Sparse_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int WeekS = 604_800;

    [Fact]
    public async Task Weekly_value_is_due_a_week_after_the_one_before_and_may_come_late()
    {
        var thing = await store.AddThingAsync("weekly", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, 0, WeekS, At(-27));
        await store.AddMomentsAsync(stream, [At(-20), At(-6).AddHours(30)]);

        Assert.Equal(["-20 1/1", "-13 0/1", "-6 1/1"], await DaysAsync(thing));
        Assert.Equal([(At(-13), DeliverySeed.Midnight(-12))], await GapsAsync(thing));
        Assert.Equal((3, 2, 2), await CountAsync(thing, DeliverySeed.Midnight(-29), DeliverySeed.Midnight(0)));
    }

    [Fact]
    public async Task Value_that_comes_early_is_the_one_that_was_due_and_the_next_is_due_a_week_after_it()
    {
        var thing = await store.AddThingAsync("early", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, 0, WeekS, At(-27));
        await store.AddMomentsAsync(stream, [At(-20), At(-15), At(-14)], quality: 1);

        Assert.Equal(["-20 1/1", "-13 1/1", "-7 0/1"], await DaysAsync(thing));
        Assert.Equal((3, 2, 0), await CountAsync(thing, DeliverySeed.Midnight(-29), DeliverySeed.Midnight(0)));
    }

    [Fact]
    public async Task Value_is_missing_once_its_day_is_over()
    {
        var thing = await store.AddThingAsync("today", StoreSeed.ChangAn);
        await store.AddStreamAsync(thing, 0, WeekS, At(-9));
        var dayOver = DeliverySeed.Midnight(-1);

        Assert.Equal((0, 0, 0), await CountAsync(thing, At(-2), dayOver, dayOver.AddMinutes(9)));
        Assert.Equal((1, 0, 0), await CountAsync(thing, At(-2), dayOver, dayOver.AddMinutes(10)));
    }

    [Fact]
    public async Task Week_is_due_when_it_is_over()
    {
        var thing = await store.AddThingAsync("weeks", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, WeekS, WeekS, DeliverySeed.Midnight(-40));
        await store.AddPeriodsAsync(stream, [DeliverySeed.Midnight(-26), DeliverySeed.Midnight(-19)]);

        Assert.Equal(["-26 0/1", "-19 1/1", "-12 1/1", "-5 0/1"], await DaysAsync(thing));
    }

    [Fact]
    public async Task Nothing_is_due_before_a_step_after_the_registration_or_after_the_retirement()
    {
        var thing = await store.AddThingAsync("retired", StoreSeed.ChangAn);
        var stream = await store.AddStreamAsync(thing, 0, WeekS, At(-16));
        await store.RetireAsync(stream, At(-5));

        Assert.Equal(["-9 0/1"], await DaysAsync(thing));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Days_add_up_to_the_whole_whatever_came_and_count_each_lost_value_once(int seed)
    {
        var random = new Random(seed);
        var step = random.Next(90_000, 400_000);
        var thing = await store.AddThingAsync($"sparse {seed}", StoreSeed.ChangAn);
        var begin = DeliverySeed.Midnight(-80).AddHours(7);
        var stream = await store.AddStreamAsync(thing, 0, step, begin.AddSeconds(-step));
        var times = new List<DateTimeOffset> { begin };
        var lost = 0;
        while (times[^1] < DeliverySeed.Midnight(-12))
        {
            var steps = random.Next(4) == 0 ? 2 : 1;
            lost += steps - 1;
            times.Add(times[^1].AddSeconds((steps * step) + ((random.NextDouble() - 0.5) * 0.8 * step)));
        }

        await store.AddMomentsAsync(stream, times);

        var last = times[^1].ToOffset(TimeSpan.FromHours(8));
        var high = new DateTimeOffset(last.Date, last.Offset).AddDays(6);
        var whole = await CountAsync(thing, DeliverySeed.Midnight(-90), high, high);
        var summed = (Expected: 0L, Present: 0L, Valid: 0L);
        for (var day = DeliverySeed.Midnight(-90); day < high; day = day.AddDays(1))
        {
            var (expected, present, valid) = await CountAsync(thing, day, day.AddDays(1), high);
            summed = (summed.Expected + expected, summed.Present + present, summed.Valid + valid);
        }

        Assert.Equal(whole, summed);
        Assert.Equal(times.Count, whole.Present);
        Assert.InRange(whole.Expected - whole.Present - lost, 0, (6 * 86_400 / step) + 1);   // after the last value more fell due
    }

    /// <summary>Ten in the morning in Beijing, so many days from now.</summary>
    private static DateTimeOffset At(int days) => DeliverySeed.Midnight(days).AddHours(10);

    /// <summary>The days of four weeks on which something was due.</summary>
    private async Task<List<string>> DaysAsync(long thing)
    {
        var days = new List<string>();
        for (var day = -28; day < 0; day++)
        {
            var (expected, present, _) = await CountAsync(thing, DeliverySeed.Midnight(day), DeliverySeed.Midnight(day + 1));
            if (expected > 0)
            {
                days.Add($"{day} {present}/{expected}");
            }
        }

        return days;
    }

    private async Task<(long Expected, long Present, long Valid)> CountAsync(long thing, DateTimeOffset low, DateTimeOffset high, DateTimeOffset? now = null)
    {
        await using var command = Ask(
            "SELECT coalesce(sum(expected), 0)::bigint, coalesce(sum(present), 0)::bigint, coalesce(sum(valid), 0)::bigint FROM delivery_count(ARRAY[$1::bigint], $2, $3, $4)",
            thing, low, high, now);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private async Task<List<(DateTimeOffset From, DateTimeOffset To)>> GapsAsync(long thing)
    {
        await using var command = Ask(
            "SELECT from_at, to_at FROM delivery_gap(ARRAY[$1::bigint], $2, $3, $4) ORDER BY from_at", thing, DeliverySeed.Midnight(-28), DeliverySeed.Midnight(0), null);
        await using var reader = await command.ExecuteReaderAsync();
        var gaps = new List<(DateTimeOffset, DateTimeOffset)>();
        while (await reader.ReadAsync())
        {
            gaps.Add((reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1)));
        }

        return gaps;
    }

    private NpgsqlCommand Ask(string sql, long thing, DateTimeOffset low, DateTimeOffset high, DateTimeOffset? now)
    {
        var command = store.Command.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = thing });
        foreach (var at in (DateTimeOffset[])[low, high, now ?? DateTimeOffset.UtcNow])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = at.UtcDateTime });
        }

        return command;
    }
}
