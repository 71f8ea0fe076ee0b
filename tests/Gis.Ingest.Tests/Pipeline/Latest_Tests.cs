using System.Buffers;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Gis.Ingest.Readings;
using Gis.Server.Platform.Store;
using Gis.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gis.Ingest.Tests.Pipeline;

/// <summary>The newest values follow the log, whoever wrote it and whoever died.</summary>
public sealed class Latest_Tests(IngestRig rig) : IClassFixture<IngestRig>
{
    private const int Seed = 20261122;

    [Fact]
    public async Task What_an_ingest_that_died_had_left_is_taken_up_by_the_next()
    {
        var stream = await StreamAsync("left");
        await TellAsync(stream, """[[1,{0},1793678340000,1.5,null,"N",0],[1,{0},1793678400000,2.5,null,null,0],[1,{0},1793678370000,9,null,null,0]]""");

        var host = await rig.StartAsync();
        await Eventually.TrueAsync(async () => await rig.CountAsync("latest_observation", $"datastream_id = {stream} AND value = 2.5 AND flag IS NULL") == 1, "it is taken up");
        await rig.StopAsync(host);
    }

    [Fact]
    public async Task Nothing_of_what_was_stored_stays_behind_when_ingest_stops()
    {
        await StreamAsync("stops");
        var host = await rig.StartAsync();
        for (var second = 0; second < 20; second++)
        {
            await rig.SendAsync("things/stops/observations", $$$"""{"time":"2026-11-03T03:59:{{{second:00}}}Z","values":{"w01018":{{{second}}}}}""");
        }

        await rig.UntilAsync("observation", 20, "datastream_id = (SELECT max(id) FROM datastream WHERE period_s = 0 AND property = 'w01018')");
        await rig.StopAsync(host);

        Assert.Equal([19.0], await rig.ListAsync<double>(
            "SELECT value FROM latest_observation WHERE datastream_id = (SELECT max(id) FROM datastream WHERE period_s = 0 AND property = 'w01018')"));
    }

    [Fact]
    public void Events_bring_to_the_newest_values_what_their_rows_said()
    {
        var random = new Random(Seed);
        var thing = new ThingEntry(7, "outfall_water", "130102", "real", null);
        var envelope = new Envelope(new FieldMessage("things/a/observations", "{}"u8.ToArray(), DateTimeOffset.UnixEpoch, new DeafLine()));
        List<ValueRow> all = [];
        var byEvent = new LatestValues();
        for (var number = 0; number < 200; number++)
        {
            var batch = new Batch([]);
            List<ValueRow> rows = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Row(random, thing, envelope)).DistinctBy(r => r.Key)];
            Assert.True(batch.TryAdd(rows));
            all.AddRange(rows);
            var packed = LiveEventPayload.WriteObservations(batch, rows[0].At, new ArrayBufferWriter<byte>());
            byEvent.AddEvent(packed!.Value.Span, envelope.ReceivedAt, number);
        }

        var expected = all.GroupBy(r => r.Stream.Id).Select(g => LatestValue.Of(g.Reverse().MaxBy(r => r.At)!)).OrderBy(v => v.Datastream);
        Assert.Equal(expected, byEvent.After(-1));
    }

    [Fact]
    public void Values_come_in_any_order_and_the_later_event_stands()
    {
        var random = new Random(Seed);
        var thing = new ThingEntry(7, "outfall_water", "130102", "real", null);
        var envelope = new Envelope(new FieldMessage("things/a/observations", "{}"u8.ToArray(), DateTimeOffset.UnixEpoch, new DeafLine()));
        var said = Enumerable.Range(1, 500).Select(seq => (Seq: (long)seq, Row: Row(random, thing, envelope))).ToArray();
        var expected = said.GroupBy(s => s.Row.Stream.Id).Select(g => g.OrderBy(s => s.Row.At).ThenBy(s => s.Seq).Last()).ToList();

        random.Shuffle(said);
        var latest = new LatestValues();
        foreach (var (seq, row) in said)
        {
            latest.Add(row, seq);
        }

        Assert.Equal(expected.Select(e => LatestValue.Of(e.Row)).OrderBy(v => v.Datastream), latest.After(0));
        Assert.Equal(expected.Where(e => e.Seq > 250).Select(e => LatestValue.Of(e.Row)).OrderBy(v => v.Datastream), latest.After(250));
    }

    [Fact]
    public async Task What_this_ingest_stored_and_what_another_did_are_brought_into_one_order()
    {
        var stream = await StreamAsync("both");
        var host = await rig.StartAsync();
        for (var second = 0; second < 40; second++)
        {
            // Of each moment two values, the later of which is a correction: now ours, now the other's.
            var ours = rig.SendAsync("things/both/observations", $$$"""{"time":"2026-11-03T03:58:{{{second:00}}}Z","values":{"w01018":{{{second}}}}}""");
            var others = TellAsync(stream, $$"""[[1,{0},{{DateTimeOffset.Parse("2026-11-03T03:58:00Z", System.Globalization.CultureInfo.InvariantCulture).AddSeconds(second).ToUnixTimeMilliseconds()}},{{second + 100}}]]""");
            await Task.WhenAll(ours, others);
        }

        await rig.UntilAsync("observation", 40, $"datastream_id = {stream}");
        await rig.StopAsync(host);

        Assert.Equal(await rig.ListAsync<double>(
            $"""
            SELECT (row ->> 3)::float8 FROM live_event e CROSS JOIN jsonb_array_elements(e.observations::jsonb) AS row
            WHERE e.observations IS NOT NULL AND (row ->> 1)::bigint = {stream} ORDER BY (row ->> 2)::numeric DESC, e.seq DESC LIMIT 1
            """), await rig.ListAsync<double>($"SELECT value FROM latest_observation WHERE datastream_id = {stream}"));
    }

    [Fact]
    public async Task Cursor_never_passes_a_value_that_is_not_among_the_newest_while_two_ingests_work()
    {
        const int Streams = 1_000;
        const int Events = 12;
        const string BehindCursorSql =
            """
            SELECT count(*) FROM live_event e CROSS JOIN jsonb_array_elements(e.observations::jsonb) AS row
            LEFT JOIN latest_observation l ON l.datastream_id = (row ->> 1)::bigint AND l.phenomenon_time >= to_timestamp((row ->> 2)::numeric / 1000)
            WHERE e.seq <= (SELECT seq FROM latest_cursor) AND (row ->> 1)::bigint >= 900000 AND l.datastream_id IS NULL
            """;
        const string ThereSql = "datastream_id >= 900000 AND value = 12";

        await using var first = new IngestStore(rig.Store.ConnectionString(StoreRole.Ingest));
        await using var second = new IngestStore(rig.Store.ConnectionString(StoreRole.Ingest));
        using var one = Keeper(first);
        using var other = Keeper(second);
        await one.StartAsync(CancellationToken.None);
        await other.StartAsync(CancellationToken.None);
        for (var number = 1; number <= Events; number++)
        {
            var rows = Enumerable.Range(900_000, Streams).Select(stream => $"[1,{stream},{1793678400000 + (number * 1000)},{number},null,null,0]");
            await rig.Store.ExecuteAsync(
                "SELECT append_live_event('ingest', '{}', '{}', '{\"received\": 1793678400000}', $1)", $"[{string.Join(',', rows)}]");
            Assert.Equal(0, await rig.Store.ScalarAsync<long>(BehindCursorSql));
        }

        await Eventually.TrueAsync(
            async () =>
            {
                Assert.Equal(0, await rig.Store.ScalarAsync<long>(BehindCursorSql));
                return await rig.CountAsync("latest_observation", ThereSql) == Streams;
            },
            "all the newest values are there");
        await one.StopAsync(CancellationToken.None);
        await other.StopAsync(CancellationToken.None);
        Assert.Equal(await rig.Store.ScalarAsync<long>("SELECT max(seq) FROM live_event"), await rig.Store.ScalarAsync<long>("SELECT seq FROM latest_cursor"));
    }

    private static LatestKeeper Keeper(IngestStore of) => new(of, new LatestMemory(), TimeProvider.System, NullLogger<LatestKeeper>.Instance);

    /// <summary>Times to the microsecond, as the store keeps them; equal ones now and then.</summary>
    private static ValueRow Row(Random random, ThingEntry thing, Envelope from) => new(
        new StreamEntry(random.Next(1, 30), thing, "w01018", 0, null, null, "mg/L"),
        new DateTimeOffset(2026, 11, 3, 4, 0, 0, TimeSpan.Zero).AddMicroseconds(random.Next(3) == 0 ? random.Next(5) : random.Next(10_000_000)),
        random.Next(4) == 0 ? null : random.NextDouble() * 1_000,
        random.Next(4) == 0 ? random.Next(100) : null,
        PeriodFigures.None,
        random.Next(3) switch { 0 => null, 1 => 'N', _ => '"' },
        (ValueQuality)random.Next(6),
        null,
        from);

    private async Task<long> StreamAsync(string code)
    {
        var thing = await rig.AddThingAsync("outfall_water", "thing", code, "w01018");
        return await rig.Store.ScalarAsync<long>("SELECT id FROM datastream WHERE thing_id = $1 AND period_s = 0", thing);
    }

    private Task<int> TellAsync(long stream, string observations) => rig.Store.ExecuteAsync(
        "SELECT append_live_event('ingest', '{}', '{}', '{\"received\": 1793678400000}', $1)",
        string.Format(System.Globalization.CultureInfo.InvariantCulture, observations, stream));
}
