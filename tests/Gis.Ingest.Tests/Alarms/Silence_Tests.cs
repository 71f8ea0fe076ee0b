using Gis.Ingest.Alarms;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

public sealed class Silence_Tests(IngestRig rig) : IClassFixture<IngestRig>
{
    [Fact]
    public async Task Time_alone_raises_and_clears()
    {
        var host = await rig.StartAsync();
        var watch = host.Services.GetRequiredService<SilenceWatch>();
        var listening = rig.Clock.GetUtcNow();
        var thing = await rig.AddThingAsync("outfall_water", "thing", "silent", "w01018");
        var camera = await rig.AddThingAsync("camera", "camera", "cam-quiet");
        await rig.SendAsync("things/silent/observations", """{"time":"2026-11-03T03:59:00Z","values":{"w01018":1}}""");
        await rig.SendAsync("video/cam-quiet/events", """{"eventId":"e-1","cameraId":"cam-quiet","kind":"intrusion","startedAt":"2026-11-03T03:59:00Z"}""");
        var mn = "13010000000000000000BBBB";
        await rig.AddThingAsync("outfall_water", "mn", mn, "w01018");
        await rig.SendAsync($"hj212/{mn}/up", Hj212Packets.Part(mn, "20261103100000", 1, 2, "w01018-Avg=40,w01018-Flag=N"));
        await rig.SettleAsync();

        await watch.LookAsync(listening, CancellationToken.None);
        Assert.Equal(["video yellow raised"], await EventsAsync());

        // Three intervals of 300 s and a little; but our own listening must have lasted as long.
        rig.Clock.Advance(TimeSpan.FromMinutes(16));
        await watch.LookAsync(rig.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal(["video yellow cleared", "video yellow raised"], await EventsAsync());
        await watch.LookAsync(listening, CancellationToken.None);
        Assert.Equal(1, await rig.CountAsync("alarm", $"thing_id = {thing} AND kind = 'offline' AND severity = 'notice' AND cleared_at IS NULL"));

        rig.Clock.Advance(TimeSpan.FromHours(2));
        await watch.LookAsync(listening, CancellationToken.None);
        Assert.Equal(1, await rig.CountAsync("alarm", $"thing_id = {thing} AND kind = 'offline' AND severity = 'blue'"));
        Assert.Equal(1, await rig.CountAsync("rejected_message", "code = 'split-incomplete'"));
        Assert.Equal(0, await rig.CountAsync("hj212_part"));

        await rig.SendAsync("things/silent/observations", """{"time":"2026-11-03T06:10:00Z","values":{"w01018":1}}""");
        await rig.SettleAsync();
        await watch.LookAsync(listening, CancellationToken.None);
        Assert.Equal(1, await rig.CountAsync("alarm", $"thing_id = {thing} AND kind = 'offline' AND cleared_at IS NOT NULL"));
        Assert.Equal(1, await rig.CountAsync("alarm", $"thing_id = {camera} AND cleared_at IS NOT NULL"));
    }

    private Task<List<string>> EventsAsync() => rig.ListAsync<string>("SELECT kind || ' ' || severity || ' ' || change FROM alarm_event ORDER BY 1");
}
