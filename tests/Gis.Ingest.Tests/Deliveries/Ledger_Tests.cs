using System.Globalization;
using Gis.Ingest.Deliveries;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Ingest.Tests.Deliveries;

/// <summary>What the pipeline and the counting of days write into the ledger. It is noon in Beijing on 3 November.</summary>
public sealed class Ledger_Tests : IAsyncLifetime, IDisposable
{
    private readonly IngestRig _rig = new();

    public Task InitializeAsync() => _rig.InitializeAsync();

    public Task DisposeAsync() => _rig.DisposeAsync();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Numbers_are_kept_over_batches_and_two_ingests_and_refused_messages_are_no_gap()
    {
        await _rig.StartAsync("1");
        await _rig.StartAsync("2");
        var thing = await _rig.AddThingAsync("outfall_water", "thing", "counts", "w01018");

        foreach (var number in (int[])[1, 2, 5, 8, 9])
        {
            await SayAsync(number);
            await _rig.SettleAsync();
        }

        await _rig.SendAsync("things/counts/observations", """{"time":"yesterday","values":{"w01018":1},"seq":10}""");
        await SayAsync(4);
        await _rig.SettleAsync();
        await SayAsync(11);
        await _rig.UntilAsync("delivery_counter", 1, $"thing_id = {thing} AND (run, low, top) = (1, 1, 11)");
        await _rig.UntilAsync("(SELECT range_agg(r) AS all FROM delivery_hole, unnest(missing) r) h", 1, "h.all = '{[3,4),[6,8)}'");

        await SayAsync(3);
        await SayAsync(6);
        await SayAsync(7);
        await _rig.UntilAsync("delivery_hole", 0, $"thing_id = {thing} AND (closed_at IS NULL OR NOT isempty(missing))");
        Assert.True(await _rig.CountAsync("delivery_hole", $"thing_id = {thing}") > 0);
    }

    [Fact]
    public async Task A_number_that_no_counter_reaches_harms_nobody()
    {
        await _rig.StartAsync();
        var thing = await _rig.AddThingAsync("outfall_water", "thing", "counts", "w01018");

        await _rig.SendAsync("things/counts/observations", """{"time":"2026-11-03T03:00:00Z","values":{"w01018":1},"seq":9223372036854775807}""");
        await _rig.SendAsync("things/counts/observations", """{"time":"2026-11-03T03:01:00Z","values":{"w01018":1},"seq":-5}""");
        await SayAsync(7);
        await _rig.SettleAsync();

        Assert.Equal(["7"], await _rig.ListAsync<string>($"SELECT top::text FROM delivery_counter WHERE thing_id = {thing}"));
        Assert.Equal(3, await _rig.CountAsync("observation", $"datastream_id IN (SELECT id FROM datastream WHERE thing_id = {thing})"));
    }

    [Fact]
    public async Task A_day_is_counted_and_counted_again_when_late_values_came()
    {
        var host = await _rig.StartAsync();
        var counter = host.Services.GetRequiredService<DayCounter>();
        var thing = await _rig.Store.ScalarAsync<long>(
            "INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) VALUES ('outfall_water', 'x', 'x', '130102', 114.5, 38.0) RETURNING id");
        await _rig.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('thing', 'hourly', $1)", thing);
        await _rig.Store.ExecuteAsync(
            "INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s, valid_from) VALUES ($1, 'w01018', 'instant', 0, 'mg/L', 3600, '2026-10-30')", thing);
        await SayHoursAsync(0, 20);

        await CountAsync(counter);
        Assert.Equal([20L], await PresentAsync(thing));
        await SayHoursAsync(20, 24);
        Assert.Equal(["2026-11-01 24"], await _rig.ListAsync<string>("SELECT day || ' ' || backfill FROM delivery_late ORDER BY day"));
        await CountAsync(counter);
        Assert.Equal([20L], await PresentAsync(thing));   // not more often than every five minutes
        _rig.Clock.Advance(TimeSpan.FromMinutes(6));
        await CountAsync(counter);

        Assert.Equal([24L], await PresentAsync(thing));
    }

    [Fact]
    public async Task Days_before_are_counted_again_when_a_hole_in_the_numbers_or_a_weekly_value_tells_of_them()
    {
        var host = await _rig.StartAsync();
        var counter = host.Services.GetRequiredService<DayCounter>();
        var thing = await _rig.AddThingAsync("water_station", "thing", "weekly");
        await _rig.Store.ExecuteAsync(
            "INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s, valid_from) VALUES ($1, 'w01018', 'instant', 0, 'mg/L', 604800, '2026-10-18T02:00:00Z')", thing);
        await SayAsync("2026-10-25T02:00:00Z", 1);
        await CountAsync(counter);
        Assert.Equal(["2026-11-01 0/1 0"], await DaysAsync(thing));

        // It was due on 1 November at ten in the morning in Beijing; four numbers lie in the nine days between, 43.3 hours apart.
        await SayAsync("2026-11-03T02:36:00Z", 6);
        _rig.Clock.Advance(TimeSpan.FromMinutes(6));
        await CountAsync(counter);

        Assert.Equal(["2026-10-27 0/0 1", "2026-10-29 0/0 1", "2026-10-30 0/0 1", "2026-11-01 1/1 1"], await DaysAsync(thing));

        async Task SayAsync(string time, int number)
        {
            await _rig.SendAsync("things/weekly/observations", $$$"""{"time":"{{{time}}}","values":{"w01018":5},"seq":{{{number}}}}""");
            await _rig.SettleAsync();
        }
    }

    private Task<List<string>> DaysAsync(long thing) => _rig.ListAsync<string>(
        $"""
        SELECT day || ' ' || present || '/' || expected || ' ' || numbers_missing FROM delivery_day
        WHERE thing_id = {thing} AND expected + numbers_missing > 0 AND day > '2026-10-25' ORDER BY day
        """);

    private static async Task CountAsync(DayCounter counter)
    {
        while (await counter.StepAsync(CancellationToken.None))
        {
        }
    }

    private Task<List<long>> PresentAsync(long thing) => _rig.ListAsync<long>($"SELECT present FROM delivery_day WHERE thing_id = {thing} AND day = '2026-11-01'");

    private Task SayAsync(int number) => _rig.SendAsync("things/counts/observations", string.Create(
        CultureInfo.InvariantCulture, $"{{\"time\":\"2026-11-03T02:{number:D2}:00Z\",\"values\":{{\"w01018\":{number}}},\"seq\":{number}}}"));

    /// <summary>Hours of 1 November in Beijing.</summary>
    private async Task SayHoursAsync(int from, int to)
    {
        for (var hour = from; hour < to; hour++)
        {
            var at = new DateTimeOffset(2026, 11, 1, hour, 30, 0, TimeSpan.FromHours(8));
            await _rig.SendAsync("things/hourly/observations", string.Create(CultureInfo.InvariantCulture, $"{{\"time\":{at.ToUnixTimeMilliseconds()},\"values\":{{\"w01018\":5}}}}"));
        }

        await _rig.SettleAsync();
    }
}
