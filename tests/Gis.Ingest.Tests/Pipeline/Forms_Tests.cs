using System.Globalization;
using System.Text;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Pipeline;

/// <summary>The forms that makers and other departments have of their own, from the topic to the store.</summary>
public sealed class Forms_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    [Fact]
    public async Task Lorawan_sample_is_stored_under_the_device_and_its_resend_changes_nothing()
    {
        var meter = await rig.AddThingAsync("water_meter", "dev_eui", "70b3d52dd6000111", "volume", "signal");
        var sample = SampleMessage.Read("water-meter/03-lorawan-uplink.json");
        await rig.SendAsync(sample.Topic, sample.Payload);
        await rig.SendAsync(sample.Topic, sample.Payload);
        await rig.SettleAsync();

        Assert.Equal(["signal -103", "volume 462.838"], await ValuesAsync(meter));
        Assert.Equal(0, await rig.CountAsync("rejected_message", $"thing_id = {meter}"));
        Assert.Equal([2L], await rig.ListAsync<long>($"SELECT duplicate FROM delivery_ledger WHERE thing_id = {meter}"));
    }

    [Fact]
    public async Task Sl651_sample_is_stored_in_our_units()
    {
        var well = await rig.AddThingAsync("water_meter", "meter", "0013020100");
        foreach (var property in new[] { "flow", "groundwater_depth", "pressure", "supply_voltage", "station_state" })
        {
            await rig.AddStreamAsync(well, property, 0);
        }

        await rig.AddStreamAsync(well, "interval_volume", 3_600);
        var sample = SampleMessage.Read("water-meter/08-intake-well-decoded.json");
        await rig.SendAsync(sample.Topic, sample.Payload);
        await rig.SettleAsync();

        Assert.Equal(["flow 75.6", "groundwater_depth 38.42", "pressure 0.214", "station_state 0", "supply_voltage 12.61"], await ValuesAsync(well));
        Assert.Equal(["75600 2026-11-03 08:00"], await rig.ListAsync<string>(
            $"SELECT cou || ' ' || to_char(phenomenon_time AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') FROM period_value p JOIN datastream d ON d.id = p.datastream_id WHERE d.thing_id = {well}"));
        Assert.Empty(await AlarmsAsync(well));
    }

    [Fact]
    public async Task Day_that_comes_in_24_messages_is_judged_as_one_whatever_their_order()
    {
        var leaking = await HourlyMeterAsync("night-leak");
        var tight = await HourlyMeterAsync("night-tight");
        foreach (var hour in Enumerable.Range(0, 24).Select(i => (i * 7) % 24))
        {
            await SendHourAsync("night-leak", hour, litres: 34);
            await SendHourAsync("night-tight", hour, litres: hour == 15 ? 0 : 34);
        }

        await rig.SettleAsync();

        Assert.Equal(["leak yellow"], await AlarmsAsync(leaking));
        Assert.Empty(await AlarmsAsync(tight));
        Assert.Equal(["34 L/h 2026-11-03 04:00"], await rig.ListAsync<string>(
            $"SELECT value || ' ' || (details ->> 'unit') || ' ' || to_char(phenomenon_time AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') FROM alarm_event WHERE thing_id = {leaking}"));
    }

    [Fact]
    public async Task Night_is_not_judged_while_hours_of_the_day_are_missing()
    {
        var meter = await HourlyMeterAsync("night-gap");
        foreach (var hour in Enumerable.Range(0, 24).Where(hour => hour != 12))
        {
            await SendHourAsync("night-gap", hour, litres: 34);
        }

        await rig.SettleAsync();

        Assert.Empty(await AlarmsAsync(meter));
    }

    [Fact]
    public async Task Three_hours_above_q3_in_three_messages_are_a_burst()
    {
        var meter = await HourlyMeterAsync("burst-in-pieces");
        await rig.Store.ExecuteAsync("""UPDATE thing SET properties = '{"q3_m3h": 2.5}' WHERE id = $1""", meter);
        for (var hour = 21; hour < 24; hour++)
        {
            Assert.Empty(await AlarmsAsync(meter));
            await SendHourAsync("burst-in-pieces", hour, litres: 3_000);
            await rig.SettleAsync();
        }

        Assert.Equal(["burst orange"], await AlarmsAsync(meter));
    }

    [Fact]
    public async Task Register_that_ran_over_raises_nothing()
    {
        var wrapping = await rig.AddThingAsync("water_meter", "meter", "wraps", "volume");
        await rig.Store.ExecuteAsync("""UPDATE thing SET properties = '{"q3_m3h": 2.5, "register_m3": 100000}' WHERE id = $1""", wrapping);
        var falling = await rig.AddThingAsync("water_meter", "meter", "falls", "volume");
        foreach (var meter in new[] { "wraps", "falls" })
        {
            await rig.SendAsync($"meters/{meter}/up", $$"""{"meterId":"{{meter}}","readAt":"2026-11-02T05:00:00+08:00","totalM3":99999.9}""");
            await rig.SendAsync($"meters/{meter}/up", $$"""{"meterId":"{{meter}}","readAt":"2026-11-03T05:00:00+08:00","totalM3":0.3}""");
        }

        await rig.SettleAsync();

        Assert.Empty(await AlarmsAsync(wrapping));
        Assert.Equal(["counter_rollback notice"], await AlarmsAsync(falling));
    }

    [Fact]
    public async Task Frigate_samples_are_one_event_with_a_beginning_and_an_end()
    {
        var camera = await rig.AddThingAsync("camera", "frigate", "outfall_07");
        foreach (var name in new[] { "04-frigate-event-new", "05-frigate-event-end" })
        {
            var sample = SampleMessage.Read($"video/{name}.json");
            await rig.SendAsync(sample.Topic, sample.Payload);
        }

        await rig.SettleAsync();

        Assert.Equal(["intrusion person outfall 1793668351.204518-k3f9qa 20.57"], await rig.ListAsync<string>(
            $"SELECT kind || ' ' || label || ' ' || zone || ' ' || event_key || ' ' || round(extract(epoch FROM ended_at - started_at), 2) FROM video_event WHERE camera_id = {camera}"));
        Assert.Equal(["video yellow"], await AlarmsAsync(camera));
    }

    [Fact]
    public async Task Motion_that_becomes_an_intrusion_raises_the_alarm_then()
    {
        var camera = await rig.AddThingAsync("camera", "frigate", "yard_01");
        await rig.SendAsync("frigate/events", Frigate("new", "yard_01", "[]"));
        await rig.SettleAsync();
        Assert.Empty(await AlarmsAsync(camera));

        // Another intruder comes and goes meanwhile; the first, who began before, enters only then.
        await rig.SendAsync("frigate/events", Frigate("new", "yard_01", """["tank"]""", id: "other", startedAt: 1793678220));
        await rig.SettleAsync();
        await rig.Store.ExecuteAsync("UPDATE alarm_state SET alarm_id = NULL, bad_streak = 0 WHERE thing_id = $1", camera);
        await rig.SendAsync("frigate/events", Frigate("update", "yard_01", """["tank"]""", frameAt: 1793678340));
        await rig.SettleAsync();

        Assert.Equal(["intrusion tank", "intrusion tank"], await rig.ListAsync<string>($"SELECT kind || ' ' || zone FROM video_event WHERE camera_id = {camera}"));
        Assert.Equal(["video yellow", "video yellow"], await AlarmsAsync(camera));
    }

    [Fact]
    public async Task False_positive_is_noted_once_and_an_unknown_camera_is_kept_as_refused()
    {
        var camera = await rig.AddThingAsync("camera", "frigate", "yard_02");
        var falsePositive = Frigate("update", "yard_02", "[]").Replace("\"id\"", "\"false_positive\":true,\"id\"", StringComparison.Ordinal);
        await rig.SendAsync("frigate/events", falsePositive);
        await rig.SendAsync("frigate/events", falsePositive);
        await rig.SendAsync("frigate/events", Frigate("new", "nobody_knows", "[]"));
        await rig.SettleAsync();

        Assert.Equal(0, await rig.CountAsync("video_event", $"camera_id = {camera}"));
        Assert.Equal(1, await rig.CountAsync("device_message", $"thing_id = {camera} AND kind = 'false_positive'"));
        Assert.Equal(["unknown-device"], await rig.ListAsync<string>("SELECT code FROM rejected_message WHERE topic = 'frigate/events'"));
    }

    [Fact]
    public async Task Alarm_of_gb28181_in_xml_and_in_json_is_one_event()
    {
        var camera = await rig.AddThingAsync("camera", "camera", "13010200001320000012");
        await rig.SendAsync("video/13010200001320000012/events", Samples.Bytes("video/07-gb28181-alarm.xml"));
        await rig.SendAsync("video/13010200001320000012/events", SampleMessage.Read("video/06-gb28181-alarm-normalised.json").Payload);
        await rig.SettleAsync();

        Assert.Equal(["intrusion gb28181 周界入侵 5"], await rig.ListAsync<string>(
            $"SELECT kind || ' ' || source || ' ' || label || ' ' || (raw ->> 'method') FROM video_event WHERE camera_id = {camera}"));
        Assert.Equal(0, await rig.CountAsync("video_event", $"camera_id = {camera} AND raw ? '_merged'"));
    }

    [Fact]
    public async Task Sensor_things_observation_is_stored_judged_and_told_live()
    {
        var thing = await rig.AddThingAsync("outfall_water", "thing", "sta-1", "w01018");
        await rig.AddLimitAsync(thing, "w01018", 3_600, 50);
        var (instant, hour) = (await StreamAsync(thing, 0), await StreamAsync(thing, 3_600));
        await rig.SendAsync($"v1.1/Datastreams({instant})/Observations", """{"result":38.4,"phenomenonTime":"2026-11-03T03:55:00Z","resultTime":"2026-11-03T03:56:00Z"}""");
        await rig.SendAsync($"v1.1/Datastreams({hour})/Observations", """{"result":60,"phenomenonTime":"2026-11-03T02:00:00Z/2026-11-03T03:00:00Z"}""");
        await rig.SettleAsync();

        Assert.Equal(["w01018 38.4"], await ValuesAsync(thing));
        Assert.Equal(1, await rig.CountAsync("observation", $"datastream_id = {instant} AND result_time = '2026-11-03T03:56:00Z'"));
        Assert.Equal(["over_limit blue"], await AlarmsAsync(thing));
        Assert.True(await rig.CountAsync("live_event", $"kind = 'ingest' AND {thing} = ANY (ids) AND observations IS NOT NULL") >= 1);
    }

    [Fact]
    public async Task Sensor_things_datastream_that_nobody_knows_is_kept_as_refused()
    {
        await rig.SendAsync("v1.1/Datastreams(987654321)/Observations", """{"result":38.4}""");
        await rig.SettleAsync();

        Assert.Equal(["unknown-device"], await rig.ListAsync<string>("SELECT code FROM rejected_message WHERE topic = 'v1.1/Datastreams(987654321)/Observations'"));
    }

    [Fact]
    public async Task Forty_units_at_one_position_a_second_and_their_gaps_are_all_kept()
    {
        var start = new DateTimeOffset(2026, 11, 3, 3, 0, 0, TimeSpan.Zero);
        var units = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => rig.AddUnitAsync($"hz-{i}")));
        for (var second = 0; second < 20; second++)
        {
            for (var i = 0; i < units.Length; i++)
            {
                await rig.SendAsync($"units/hz-{i}/position", Position(start.AddSeconds(second), second));
            }
        }

        for (var i = 0; i < units.Length; i++)
        {
            // After a gap the unit sends what it kept, the last of it already known.
            await rig.SendAsync($"units/hz-{i}/position", $"[{string.Join(',', Enumerable.Range(-40, 45).Select(s => Position(start.AddSeconds(s), s)))}]");
        }

        await rig.SettleAsync();

        var mine = $"unit_id IN ({string.Join(',', units)})";
        Assert.Equal(40 * 60, await rig.CountAsync("position", mine));
        Assert.Equal(40, await rig.CountAsync("latest_position", $"{mine} AND measured_at = '2026-11-03T03:00:19Z'"));
        Assert.Equal(0, await rig.CountAsync("rejected_message", "topic LIKE 'units/hz-%'"));
    }

    private static string Position(DateTimeOffset at, int step) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"time":"{{at:O}}","lon":{{114.5 + (step * 0.0001)}},"lat":38.05,"speed_mps":8}""");

    private static string Frigate(string type, string camera, string zones, string id = "1", long startedAt = 1793678100, long? frameAt = null) =>
        $$$"""{"type":"{{{type}}}","after":{"id":"{{{camera}}}-{{{id}}}","camera":"{{{camera}}}","label":"person","top_score":0.9,"start_time":{{{startedAt}}},"frame_time":{{{frameAt ?? startedAt}}},"end_time":null,"entered_zones":{{{zones}}}}}""";

    private async Task<long> HourlyMeterAsync(string code)
    {
        var meter = await rig.AddThingAsync("water_meter", "meter", code);
        await rig.AddStreamAsync(meter, "interval_volume", 3_600);
        return meter;
    }

    /// <summary>One hour of the day that ends at 04:00 Beijing time on 3 November, as a report of its own.</summary>
    private Task SendHourAsync(string meter, int hour, double litres)
    {
        var start = new DateTimeOffset(2026, 11, 1, 20, 0, 0, TimeSpan.Zero).AddHours(hour);
        var report = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"meterId":"{{meter}}","readAt":"{{start.AddHours(1):O}}","intervalStart":"{{start:O}}","intervalMinutes":60,"intervalLitres":[{{litres}}]}""");
        return rig.SendAsync($"meters/{meter}/up", Encoding.UTF8.GetBytes(report));
    }

    private Task<long> StreamAsync(long thing, int periodS) =>
        rig.Store.ScalarAsync<long>("SELECT id FROM datastream WHERE thing_id = $1 AND period_s = $2", thing, periodS);

    private Task<List<string>> ValuesAsync(long thing) => rig.ListAsync<string>(
        $"SELECT d.property || ' ' || round(o.value::numeric, 6)::float8 FROM observation o JOIN datastream d ON d.id = o.datastream_id WHERE d.thing_id = {thing} ORDER BY 1");

    private Task<List<string>> AlarmsAsync(long thing) => rig.ListAsync<string>($"SELECT kind || ' ' || severity FROM alarm WHERE thing_id = {thing} ORDER BY kind");
}
