using Gis.Ingest.Tests.Hj212;
using Gis.Ingest.Tests.Video;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Pipeline;

/// <summary>Every recorded sample, published under its promised topic with its thing registered.</summary>
public sealed class Sample_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    [Fact]
    public async Task Hj212_samples_do_what_the_manifest_says()
    {
        var things = new Dictionary<string, long>();
        foreach (var mn in Hj212SampleCase.All.Where(s => s.File != "invalid-12-unknown-mn.txt").Select(s => s.Mn).Distinct())
        {
            things[mn] = await RegisterAsync(mn);
        }

        foreach (var sample in Hj212SampleCase.All)
        {
            await rig.SendAsync($"hj212/{sample.Mn}/up", sample.Bytes);
            await rig.SettleAsync();
            var rejected = await rig.ListAsync<string>($"SELECT code FROM rejected_message WHERE topic = 'hj212/{sample.Mn}/up' AND payload_len = {sample.Bytes.Length}");
            var isRefused = sample.Expect is "reject" or "incomplete";
            Assert.True(isRefused ? rejected.Count > 0 : rejected.Count == 0, $"{sample.File}: {string.Join(',', rejected)}");
        }

        var water = things["130100F0A000000000000001"];
        Assert.Equal([63.0], await rig.ListAsync<double>($"SELECT cou FROM period_value p JOIN datastream d ON d.id = p.datastream_id WHERE thing_id = {water} AND property = 'w00000' AND phenomenon_time = '2026-11-03T00:00Z' AND period_s = 3600"));
        Assert.Equal([38.4], await rig.ListAsync<double>($"SELECT value FROM observation o JOIN datastream d ON d.id = o.datastream_id WHERE thing_id = {water} AND property = 'w01018' AND phenomenon_time = '2026-11-03T08:58:57+08'"));
        Assert.Equal([1512.0], await rig.ListAsync<double>($"SELECT cou FROM period_value p JOIN datastream d ON d.id = p.datastream_id WHERE thing_id = {water} AND property = 'w00000' AND period_s = 86400"));
        Assert.Equal(["over_limit w01018 yellow 1.73"], await rig.ListAsync<string>($"SELECT kind || ' ' || property || ' ' || severity || ' ' || round(ratio::numeric, 2) FROM alarm WHERE thing_id = {water}"));
        Assert.Equal([3], await rig.ListAsync<short>($"SELECT quality FROM observation o JOIN datastream d ON d.id = o.datastream_id WHERE thing_id = {water} AND property = 'w01018' AND phenomenon_time = '2026-11-03T09:03:57+08'"));
        Assert.Equal(["bad_item", "facility_state", "heartbeat", "log"], (await rig.ListAsync<string>($"SELECT DISTINCT kind FROM device_message WHERE thing_id = {water} AND kind IN ('bad_item', 'facility_state', 'heartbeat', 'log')")).Order(StringComparer.Ordinal));
        Assert.Equal(0, await rig.CountAsync("rejected_message", "payload::text LIKE '%' || encode('PW=1'::bytea, 'hex') || '%'"));
        Assert.Equal(0, await rig.CountAsync("hj212_part", "encode(segment, 'escape') LIKE '%123456%'"));
    }

    [Theory]
    [InlineData("04-leak-night-flow", "leak yellow")]
    [InlineData("05-reverse-flow", "reverse_flow yellow")]
    [InlineData("06-burst", "burst red,meter_flag notice")]
    [InlineData("07-counter-rollback", "counter_rollback notice")]
    [InlineData("01-nbiot-daily", "")]
    [InlineData("02-nbiot-alarm", "reverse_flow yellow")]
    public async Task Meter_sample_raises_what_it_shows(string sample, string alarms)
    {
        var message = SampleMessage.Read($"water-meter/{sample}.json");
        var code = message.Topic.Split('/')[1];
        var thing = await RegisterMeterAsync($"{sample}:{code}");
        await rig.SendAsync(
            message.Topic.Replace(code, $"{sample}:{code}", StringComparison.Ordinal),
            System.Text.Encoding.UTF8.GetString(message.Payload).Replace(code, $"{sample}:{code}", StringComparison.Ordinal));
        await rig.SettleAsync();

        Assert.Equal(0, await rig.CountAsync("rejected_message", $"thing_id = {thing}"));
        var raised = await rig.ListAsync<string>($"SELECT kind || ' ' || severity FROM alarm WHERE thing_id = {thing} ORDER BY kind");
        Assert.Equal(alarms.Split(',', StringSplitOptions.RemoveEmptyEntries), raised);
    }

    [Fact]
    public async Task Interval_values_of_a_meter_stand_at_their_own_times()
    {
        var message = SampleMessage.Read("water-meter/04-leak-night-flow.json");
        var payload = System.Text.Encoding.UTF8.GetString(message.Payload).Replace("DN20-000233", "DN20-intervals", StringComparison.Ordinal);
        var thing = await RegisterMeterAsync("DN20-intervals");
        await rig.SendAsync("meters/DN20-intervals/up", payload);
        await rig.SettleAsync();

        Assert.Equal(48, await rig.CountAsync("period_value p JOIN datastream d ON d.id = p.datastream_id", $"d.thing_id = {thing}"));
        Assert.Equal([1_648.0], await rig.ListAsync<double>($"SELECT sum(cou) FROM period_value p JOIN datastream d ON d.id = p.datastream_id WHERE d.thing_id = {thing}"));
    }

    [Fact]
    public async Task Video_samples_become_events_with_their_picture()
    {
        rig.Clock.Advance(TimeSpan.FromHours(3));
        var camera = await rig.AddThingAsync("camera", "camera", "13010200001320000012");
        var boiler = await rig.AddThingAsync("camera", "camera", "13020900001320000007");
        foreach (var name in new[] { "01-onvif-line-crossed", "02-onvif-field-inside", "03-onvif-temperature-high", "06-gb28181-alarm-normalised", "08-unified-video-event" })
        {
            var message = SampleMessage.Read($"video/{name}.json");
            await rig.SendAsync(message.Topic.Length > 0 ? message.Topic : "video/13010200001320000012/events", message.Payload);
        }

        await rig.SendAsync("video/13010200001320000012/snapshots/ve-20261103-000871", SmallJpeg.Bytes);
        await rig.SettleAsync();

        // The GB/T 28181 alarm and the unified event tell of the same intrusion at the same time: they are one.
        Assert.Equal(
            ["intrusion gb28181", "intrusion onvif", "line onvif"],
            await rig.ListAsync<string>($"SELECT kind || ' ' || source FROM video_event WHERE camera_id = {camera} ORDER BY 1"));
        var hash = Assert.Single(await rig.ListAsync<string>($"SELECT snapshot_hash FROM video_event WHERE camera_id = {camera} AND snapshot_hash IS NOT NULL"));
        Assert.Equal(SmallJpeg.Bytes, await File.ReadAllBytesAsync(Path.Combine(rig.Home, "snapshots", hash[..2], $"{hash}.jpg")));
        Assert.Equal(["video yellow"], await rig.ListAsync<string>($"SELECT kind || ' ' || severity FROM alarm WHERE thing_id = {camera}"));
        Assert.Equal(["temperature"], await rig.ListAsync<string>($"SELECT kind FROM video_event WHERE camera_id = {boiler}"));
    }

    [Fact]
    public async Task Picture_that_comes_before_its_event_waits_for_it()
    {
        var camera = await rig.AddThingAsync("camera", "camera", "cam-early");
        await rig.SendAsync("video/cam-early/snapshots/e-1", SmallJpeg.Bytes);
        await rig.SendAsync("video/cam-early/events", """{"eventId":"e-1","cameraId":"cam-early","kind":"smoke","startedAt":"2026-11-03T03:30:00Z"}""");
        await rig.SettleAsync();

        Assert.Equal(["smoke true"], await rig.ListAsync<string>($"SELECT kind || ' ' || (snapshot_hash IS NOT NULL) FROM video_event WHERE camera_id = {camera}"));
        Assert.Equal(["video orange"], await rig.ListAsync<string>($"SELECT kind || ' ' || severity FROM alarm WHERE thing_id = {camera}"));
    }

    private async Task<long> RegisterAsync(string mn)
    {
        var thing = await rig.AddSampleDeviceAsync(mn);
        await rig.AddLimitAsync(thing, "w01018", 3_600, 50);
        return thing;
    }

    private async Task<long> RegisterMeterAsync(string code)
    {
        var thing = await rig.AddThingAsync("water_meter", "meter", code);
        foreach (var property in new[] { "volume", "reverse_volume", "flow", "pressure", "battery", "signal" })
        {
            await rig.AddStreamAsync(thing, property, 0);
        }

        await rig.AddStreamAsync(thing, "interval_volume", 1_800);
        await rig.AddStreamAsync(thing, "interval_volume", 300);
        return thing;
    }
}
