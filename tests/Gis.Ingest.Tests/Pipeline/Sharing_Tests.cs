using System.Globalization;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Ingest.Tests.Pipeline;

/// <summary>What happens around the pipeline: two of it, a store that goes away, a broker that dies, a stop in the middle.</summary>
public sealed class Sharing_Tests : IAsyncLifetime, IDisposable
{
    // A rig for each test: a session that is stopped stays a member of the group, and its share waits for it.
    private readonly IngestRig _rig = new();

    public Task InitializeAsync() => _rig.InitializeAsync();

    public Task DisposeAsync() => _rig.DisposeAsync();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Two_ingests_share_the_work_and_put_split_packets_together()
    {
        var first = await _rig.StartAsync("one");
        var second = await _rig.StartAsync("two");
        var mn = "13010000000000000000AAAA";
        var thing = await _rig.AddThingAsync("outfall_water", "mn", mn, "w01018", "w01001");
        const int packets = 50;

        var sends = new List<Task>();
        for (var i = 0; i < packets; i++)
        {
            var time = new DateTime(2026, 11, 2, 20, 0, 0).AddMinutes(i).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
            sends.Add(_rig.SendAsync($"hj212/{mn}/up", Hj212Packets.Part(mn, time, 1, 2, "w01018-Avg=40,w01018-Flag=N")));
            sends.Add(_rig.SendAsync($"hj212/{mn}/up", Hj212Packets.Part(mn, time, 2, 2, "w01001-Avg=7,w01001-Flag=N")));
        }

        await Task.WhenAll(sends);
        await _rig.UntilAsync("period_value p JOIN datastream d ON d.id = p.datastream_id", packets * 2, $"d.thing_id = {thing}");
        await _rig.StopAsync(first);
        await _rig.StopAsync(second);
    }

    [Fact]
    public async Task A_backlog_larger_than_every_buffer_drains_though_each_message_wants_a_receipt()
    {
        const int messages = 20_000;
        var first = await _rig.StartAsync("backlog");
        await _rig.StopAsync(first);
        var thing = await _rig.AddThingAsync("outfall_water", "thing", "patient", "w01018");
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = 500 }, async (i, _) =>
            await _rig.SendAsync("things/patient/observations", $$$"""{"time":{{{1793674800000 + i}}},"values":{"w01018":1},"seq":{{{i}}}}"""));

        var again = await _rig.StartAsync("backlog");

        await Eventually.TrueAsync(async () => await CountAsync(thing) == messages, "all is stored", TimeSpan.FromSeconds(60));
        await _rig.StopAsync(again);
    }

    [Fact]
    public async Task Field_waits_while_the_store_is_away_and_nothing_is_lost()
    {
        using var retries = new CounterProbe(IngestMetrics.MeterName, "gis_ingest_store_retries");
        var ingest = await _rig.StartAsync("away");
        var thing = await _rig.AddThingAsync("outfall_water", "thing", "patient", "w01018");
        await using var holder = await _rig.Store.Owner.OpenConnectionAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("LOCK TABLE observation IN ACCESS EXCLUSIVE MODE", holder))
        {
            await locking.ExecuteNonQueryAsync();
        }

        for (var i = 0; i < 100; i++)
        {
            await _rig.SendAsync("things/patient/observations", $$$"""{"time":{{{1793674800000 + i}}},"values":{"w01018":{{{i}}}}}""");
        }

        await Eventually.TrueAsync(() => retries.Total > 0, "ingest has been turned away and tries again");
        Assert.Equal(0, await _rig.CountAsync("delivery_ledger", $"thing_id = {thing}"));
        await hold.RollbackAsync();
        await Eventually.TrueAsync(async () => await CountAsync(thing) == 100, "all is stored");
        await _rig.StopAsync(ingest);
    }

    [Fact]
    public async Task Ingest_whose_store_was_migrated_under_it_acknowledges_and_refuses_nothing()
    {
        using var retries = new CounterProbe(IngestMetrics.MeterName, "gis_ingest_store_retries");
        var ingest = await _rig.StartAsync("older");
        var thing = await _rig.AddThingAsync("outfall_water", "thing", "patient", "w01018");
        await _rig.Store.ExecuteAsync("ALTER TABLE delivery_batch RENAME TO delivery_batch_of_later");
        await _rig.Store.ExecuteAsync("CREATE VIEW delivery_batch AS SELECT DISTINCT * FROM delivery_batch_of_later");

        await _rig.SendAsync("things/patient/observations", """{"time":1793674800000,"values":{"w01018":1}}""");
        await Eventually.TrueAsync(() => retries.Total > 1, "the older ingest tries in vain");
        Assert.Equal(0, await CountAsync(thing));
        await _rig.StopAsync(ingest);

        Assert.Equal(0, await _rig.CountAsync("rejected_message"));
        await _rig.Store.ExecuteAsync("DROP VIEW delivery_batch");
        await _rig.Store.ExecuteAsync("ALTER TABLE delivery_batch_of_later RENAME TO delivery_batch");
        var newer = await _rig.StartAsync("older");
        await Eventually.TrueAsync(async () => await CountAsync(thing) == 1, "the newer one stores it");
        await _rig.StopAsync(newer);
    }

    [Theory]
    [InlineData("55000", true)]
    [InlineData("42P01", true)]
    [InlineData("40P01", false)]
    public void Older_build_is_told_that_the_schema_is_not_its_own(string state, bool isTold) =>
        Assert.Equal(isTold, StoreTrouble.Describe(new PostgresException("trouble", "ERROR", "ERROR", state)).Contains("newer version", StringComparison.Ordinal));

    [Fact]
    public async Task Stop_finishes_the_batch_in_hand_and_leaves_the_rest_to_the_next()
    {
        var ingest = await _rig.StartAsync("stops");
        var thing = await _rig.AddThingAsync("outfall_water", "thing", "stopped", "w01018");
        var sending = Task.WhenAll(Enumerable.Range(0, 3_000).Select(i =>
            _rig.SendAsync("things/stopped/observations", $$$"""{"time":{{{1793674800000 + i}}},"values":{"w01018":{{{i}}}}}""")));
        await Eventually.TrueAsync(async () => await CountAsync(thing) > 0, "some is stored");

        await _rig.StopAsync(ingest);
        await sending;
        var again = await _rig.StartAsync("stops");
        await Eventually.TrueAsync(async () => await CountAsync(thing) == 3_000, "all is stored");
        await _rig.StopAsync(again);
    }

    private Task<long> CountAsync(long thing) => _rig.CountAsync("observation o JOIN datastream d ON d.id = o.datastream_id", $"d.thing_id = {thing}");
}
