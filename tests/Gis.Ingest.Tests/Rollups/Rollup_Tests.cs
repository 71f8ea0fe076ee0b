using System.Globalization;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Rollups;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Ingest.Tests.Rollups;

/// <summary>Hours and days are right whatever comes late, twice or corrected, and whenever the job runs.</summary>
public sealed class Rollup_Tests(RollupIngest ingest) : IClassFixture<RollupIngest>
{
    private static readonly DateTimeOffset DayZero = new(2000, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Fresh_and_repeated_values_leave_no_mark_late_and_corrected_ones_mark_their_hour_once_a_batch()
    {
        var thing = await ingest.AddThingAsync("outfall_water", "thing", "marking", "w01018");
        var stream = await ingest.Store.ScalarAsync<long>("SELECT id FROM datastream WHERE thing_id = $1 AND period_s = 0", thing);
        var now = ingest.Clock.GetUtcNow();

        await ingest.SayAsync("marking", now.AddMinutes(-4), "w01018", 1);
        await ingest.SettleAsync();
        Assert.Equal(0, await ingest.CountAsync("rollup_due", $"datastream_id = {stream}"));
        var late = now.AddHours(-3);
        var said =
            $$$"""[{"time":{{{late.ToUnixTimeMilliseconds()}}},"values":{"w01018":2}},{"time":{{{late.ToUnixTimeMilliseconds() + 1}}},"values":{"w01018":3}}]""";
        for (var time = 1; time <= 2; time++)
        {
            await ingest.SendAsync("things/marking/observations", said);
            await ingest.SettleAsync();
            Assert.Equal(1, await ingest.CountAsync("rollup_due", $"datastream_id = {stream}"));
        }

        await ingest.SayAsync("marking", late, "w01018", 2.5);
        await ingest.SettleAsync();

        Assert.Equal(2, await ingest.CountAsync("rollup_due", $"datastream_id = {stream}"));
        Assert.Equal(
            RollupMarks.HourOf(late).UtcDateTime, await ingest.Store.ScalarAsync<DateTime>("SELECT DISTINCT hour FROM rollup_due WHERE datastream_id = $1", stream));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Roll_ups_equal_those_made_from_scratch(int seed)
    {
        var random = new Random(seed);
        var name = $"random-{seed}";
        var thing = await ingest.AddThingAsync("air_station", "thing", name);
        var streams = new Dictionary<string, long>
        {
            ["a34004"] = await ingest.AddInstantAsync(thing, "a34004", 20),
            ["a21026"] = await ingest.AddInstantAsync(thing, "a21026", 300),
            ["a01008"] = await ingest.AddInstantAsync(thing, "a01008", 300),
            ["LA"] = await ingest.AddInstantAsync(thing, "LA", 60),
        };
        var said = new List<(DateTimeOffset At, string Property)>();
        for (var step = 0; step < 400; step++)
        {
            switch (random.Next(20))
            {
                case 0:
                    // What was sent as fresh must be stored before the clock jumps, as it must before an hour passes in the real world.
                    await ingest.SettleAsync();
                    ingest.Clock.Advance(TimeSpan.FromMinutes(random.Next(5, 90)));
                    break;
                case 1 or 2:
                    await ingest.RollUpAsync();
                    break;
                case < 6 when said.Count > 0:
                    await SayAsync(said[random.Next(said.Count)]);
                    break;
                case < 12:
                    await SayAsync((ingest.Clock.GetUtcNow().AddSeconds(-random.Next(240)), Pick()));
                    break;
                default:
                    await SayAsync((ingest.Clock.GetUtcNow().AddSeconds(-random.Next(100_000)), Pick()));
                    break;
            }
        }

        await ingest.SettleAsync();
        ingest.Clock.Advance(TimeSpan.FromHours(26));
        var closedTo = await ingest.RollUpAsync();

        foreach (var (property, stream) in streams)
        {
            var values = await ingest.ValuesAsync(stream);
            Assert.NotEmpty(values);
            AssertSame(property == "a34004" ? FromScratch(values, 60, property, closedTo) : [], await ingest.RowsAsync(stream, 60));
            AssertSame(FromScratch(values, 3_600, property, closedTo), await ingest.RowsAsync(stream, 3_600));
            AssertSame(FromScratch(values, 86_400, property, closedTo), await ingest.RowsAsync(stream, 86_400));
        }

        string Pick() => streams.Keys.ElementAt(random.Next(streams.Count));

        async Task SayAsync((DateTimeOffset At, string Property) what)
        {
            said.Add(what);
            await ingest.SayAsync(name, what.At, what.Property, Math.Round(random.NextDouble() * 140, 1), random.Next(8) switch { 0 => 'D', 1 => 'T', _ => 'N' });
        }
    }

    [Fact]
    public async Task Late_value_of_a_time_whose_values_were_dropped_leaves_the_fuller_hour()
    {
        var thing = await ingest.AddThingAsync("outfall_water", "thing", "dropped");
        var stream = await ingest.AddInstantAsync(thing, "w01018", 300);
        var hour = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        await ingest.Store.ExecuteAsync(
            "INSERT INTO rollup (datastream_id, period_s, start, count, valid, above, sum, sum_y, min, max) VALUES ($1, 3600, $2, 12, 12, 0, 120, 0, 8, 12)",
            stream,
            hour.UtcDateTime);

        await ingest.SayAsync("dropped", hour.AddMinutes(3), "w01018", 400);
        await ingest.SayAsync("dropped", hour.AddHours(1), "w01018", 40);
        await ingest.SettleAsync();
        await ingest.RollUpAsync();

        Assert.Equal([120.0, 40.0], (await ingest.RowsAsync(stream, 3_600)).Select(r => r.Sum));
        Assert.Equal(160, Assert.Single(await ingest.RowsAsync(stream, 86_400)).Sum);
    }

    [Fact]
    public async Task Hour_is_not_closed_over_a_batch_that_is_still_open()
    {
        var before = await ingest.RollUpAsync();
        await using var open = await ingest.Store.Ingest.OpenConnectionAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await ExecuteAsync(open, "SET LOCAL idle_in_transaction_session_timeout = 0");
        var thing = await ingest.Store.ScalarAsync<long>(
            "INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) VALUES ('air_station', '站', 'open', '130102', 114.5, 38.0) RETURNING id");
        var stream = await ingest.AddInstantAsync(thing, "a21026", 300);

        // The batch found its value fresh; its COMMIT is stuck while the hour passes, which the age of its transaction tells.
        await ExecuteAsync(open, "INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at) VALUES ($1, $2, 7, 0, $2)", stream, before.AddMinutes(1).UtcDateTime);
        await Eventually.TrueAsync(
            async () =>
            {
                await using var age = ingest.Store.Ingest.CreateCommand(
                    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1 AND clock_timestamp() - xact_start > interval '1.2 s')");
                age.Parameters.Add(new() { Value = open.ProcessID });
                return await age.ExecuteScalarAsync() is true;
            },
            "the transaction has its age");
        await using var watcher = await ingest.Store.Ingest.OpenConnectionAsync();
        var held = await RollupWatermark.FindAsync(watcher, before.AddHours(1) + RollupWatermark.Distance + TimeSpan.FromSeconds(1), CancellationToken.None);
        await transaction.CommitAsync();
        var free = await RollupWatermark.FindAsync(watcher, before.AddHours(1) + RollupWatermark.Distance + TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.Equal((before, before.AddHours(1)), (held, free));
    }

    [Fact]
    public async Task Mark_made_while_its_hour_is_being_rolled_up_is_not_lost()
    {
        var thing = await ingest.AddThingAsync("outfall_water", "thing", "racing");
        var stream = await ingest.AddInstantAsync(thing, "w01018", 300);
        var hour = RollupMarks.HourOf(ingest.Clock.GetUtcNow()).AddHours(-20);
        await ingest.SayAsync("racing", hour, "w01018", 1);
        await ingest.SettleAsync();

        // A second batch has marked the same hour and is not committed when the job takes the first batch's mark.
        await using var second = await ingest.Store.Ingest.OpenConnectionAsync();
        await using var transaction = await second.BeginTransactionAsync();
        await ExecuteAsync(
            second, "INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at) VALUES ($1, $2, 5, 0, $2)", stream, hour.AddMinutes(5).UtcDateTime);
        await ExecuteAsync(second, "INSERT INTO rollup_due (datastream_id, hour) VALUES ($1, $2)", stream, hour.UtcDateTime);
        await ingest.RollUpAsync();
        Assert.Equal(1, Assert.Single(await ingest.RowsAsync(stream, 3_600)).Sum);
        await transaction.CommitAsync();
        await ingest.RollUpAsync();

        Assert.Equal(6, Assert.Single(await ingest.RowsAsync(stream, 3_600)).Sum);
    }

    [Fact]
    public async Task Of_two_ingests_one_has_the_turn()
    {
        await using var other = await ingest.Store.Ingest.OpenConnectionAsync();
        await ExecuteAsync(other, "SELECT pg_advisory_lock(4490, 4)");
        await using var store = new IngestStore(ingest.Store.ConnectionString("gis_ingest"));
        var run = new RollupRun(store, ingest.Clock);

        var refused = await run.RunAsync(CancellationToken.None);
        await ExecuteAsync(other, "SELECT pg_advisory_unlock(4490, 4)");

        Assert.Null(refused);
        Assert.NotNull(await run.RunAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("deg", "{350, 10}", 0.0)]
    [InlineData("deg", "{80, 100}", 90.0)]
    [InlineData("deg", "{0, 180}", null)]
    [InlineData("dB", "{60, 60, 60}", 60.0)]
    [InlineData("dB", "{70, 40}", 66.994)]
    [InlineData("mg/L", "{1, 2, 6}", 3.0)]
    public async Task Mean_goes_by_the_unit(string unit, string values, double? mean)
    {
        var found = await ingest.Store.ScalarAsync<double?>(
            """
            SELECT rollup_mean($1, count(*)::integer, sum(rollup_term(v, $1)), sum(CASE $1 WHEN 'deg' THEN sind(v) ELSE 0 END))
            FROM unnest($2::float8[]) AS v
            """,
            unit,
            values.Trim('{', '}').Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray());

        Assert.Equal(mean is null, found is null);
        Assert.True(mean is null || Math.Min(Math.Abs(found!.Value - mean.Value), Math.Abs(found.Value - 360 - mean.Value)) < 0.001, $"{found}");
    }

    private static List<RollupRow> FromScratch(
        List<(DateTimeOffset At, double? Value, int Quality)> values, int periodS, string property, DateTimeOffset closedTo) =>
    [
        .. values
            .GroupBy(v => DayZero.AddSeconds(Math.Floor((v.At - DayZero).TotalSeconds / periodS) * periodS).ToUniversalTime())
            .Where(g => g.Key.AddSeconds(periodS) <= closedTo)
            .OrderBy(g => g.Key)
            .Select(g =>
            {
                var fit = g.Where(v => v.Quality is 0 or 4 or 5).Select(v => v.Value!.Value).ToList();
                var hasExtremes = fit.Count > 0 && property != "a01008";
                return new RollupRow(
                    g.Key, g.Count(), fit.Count, g.Count(v => v.Quality == 5),
                    fit.Sum(v => property switch { "LA" => Math.Pow(10, v / 10), "a01008" => Math.Cos(v * Math.PI / 180), _ => v }),
                    property == "a01008" ? fit.Sum(v => Math.Sin(v * Math.PI / 180)) : 0,
                    hasExtremes ? fit.Min() : null, hasExtremes ? fit.Max() : null);
            }),
    ];

    private static void AssertSame(List<RollupRow> expected, List<RollupRow> found)
    {
        Assert.Equal(expected.Select(Exact), found.Select(Exact));
        foreach (var (wanted, row) in expected.Zip(found))
        {
            Assert.True(Math.Abs(wanted.Sum - row.Sum) <= 1e-9 * Math.Max(1, Math.Abs(wanted.Sum)), $"{wanted} but {row}");
            Assert.True(Math.Abs(wanted.SumY - row.SumY) <= 1e-9, $"{wanted} but {row}");
        }

        static RollupRow Exact(RollupRow row) => row with { Sum = 0, SumY = 0 };
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
