using System.Globalization;
using System.Text;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Crash;

public sealed class Kill_Tests(IngestRig rig) : IClassFixture<IngestRig>
{
    private const int Kills = 5;

    [Fact]
    public async Task What_was_sent_is_stored_exactly_once_though_ingest_is_killed_five_times()
    {
        const int perRound = 2_000;
        var thing = await rig.AddThingAsync("outfall_water", "thing", "killed", "w01018", "w01001");
        await SubscribeOnceAsync(CrashHost.Product);

        for (var round = 0; round < Kills; round++)
        {
            using var ingest = Start(CrashHost.Product);
            var before = await StoredAsync(thing);
            var sending = SendAsync("killed", round * perRound, perRound);
            await Eventually.TrueAsync(async () => await StoredAsync(thing) > before + perRound / 4, "some of this round is stored");
            await ingest.KillAsync();
            await ingest.StopAsync();
            await sending;
        }

        using var last = Start(CrashHost.Product);
        await Eventually.TrueAsync(async () => await StoredAsync(thing) >= Kills * perRound * 2L, "all is stored", TimeSpan.FromSeconds(60));
        // Where the killed ones had stored all of it, the last may only be starting: a stop is heard by one that runs.
        await SettleAsync(CrashHost.Product);
        await last.StopAsync();

        // A message brings two values at a moment of its own: neither lost nor twice, and no repeat was taken for a correction.
        Assert.Equal(Kills * perRound * 2L, await StoredAsync(thing));
        Assert.Equal(Kills * perRound, await rig.Store.ScalarAsync<long>("SELECT count(DISTINCT phenomenon_time) FROM observation o JOIN datastream d ON d.id = o.datastream_id WHERE d.thing_id = $1", thing));
        Assert.Equal(0, await rig.CountAsync("observation_revision"));
        Assert.Equal(2, await rig.CountAsync("latest_observation", $"datastream_id IN (SELECT id FROM datastream WHERE thing_id = {thing}) AND phenomenon_time = (SELECT max(phenomenon_time) FROM observation)"));
    }

    [Fact]
    public async Task Twin_that_acknowledges_early_loses_messages_every_time()
    {
        const int perRound = 1_000;
        for (var round = 0; round < Kills; round++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"twin-{round}");
            var thing = await rig.AddThingAsync("outfall_water", "thing", code, "w01018", "w01001");
            await SubscribeOnceAsync(CrashHost.Twin);
            await SendAsync(code, 0, perRound);
            using (var twin = Start(CrashHost.Twin))
            {
                await Eventually.TrueAsync(() => twin.LogTail(1_000).Contains(CrashHost.AtTheLatch, StringComparison.Ordinal), "the twin stands between PUBACK and COMMIT");
                await twin.KillAsync();
                await twin.StopAsync();
            }

            using var product = Start(CrashHost.Product);
            await SettleAsync(code);
            await product.StopAsync();

            Assert.InRange(await StoredAsync(thing), 1, perRound * 2L - 1);
        }
    }

    private GuardedProcess Start(string mode) => CrashHost.Start(rig, mode);

    /// <summary>Lets the broker know the session, so that it keeps what is sent while nobody listens.</summary>
    private async Task SubscribeOnceAsync(string mode)
    {
        using var ingest = Start(CrashHost.Product);
        await SettleAsync(mode);
        await ingest.StopAsync();
    }

    private async Task SettleAsync(string mark)
    {
        var topic = $"things/settled-{mark}-{Guid.NewGuid():N}/observations";
        await Eventually.TrueAsync(
            async () =>
            {
                await rig.SendAsync(topic, "{}");
                return await rig.Store.ScalarAsync<long>("SELECT count(*) FROM rejected_message WHERE topic = $1", topic) > 0;
            },
            "ingest has taken all before");
    }

    private async Task SendAsync(string code, int from, int count)
    {
        var start = DateTimeOffset.UtcNow.AddHours(-12);
        var sends = Enumerable.Range(from, count).Select(i => rig.SendAsync(
            $"things/{code}/observations",
            Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"time":{{{start.ToUnixTimeMilliseconds() / 100_000 * 100_000 + i}}},"values":{"w01018":{{{i % 50}}},"w01001":7}}"""))));
        await Task.WhenAll(sends);
    }

    private Task<long> StoredAsync(long thing) => rig.Store.ScalarAsync<long>(
        "SELECT count(*) FROM observation o JOIN datastream d ON d.id = o.datastream_id WHERE d.thing_id = $1", thing);
}
