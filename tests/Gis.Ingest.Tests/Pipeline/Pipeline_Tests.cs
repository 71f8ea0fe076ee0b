using System.Text;
using System.Text.Json;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Pipeline;

public sealed class Pipeline_Tests(RunningIngest rig) : IClassFixture<RunningIngest>, IAsyncLifetime
{
    private readonly string _code = $"t{Guid.NewGuid():N}"[..20];
    private long _thing;

    public async Task InitializeAsync() => _thing = await rig.AddThingAsync("outfall_water", "thing", _code, "w01018", "w01001");

    public Task DisposeAsync() => Task.CompletedTask;

    private string Mine => $"datastream_id IN (SELECT id FROM datastream WHERE thing_id = {_thing})";

    [Fact]
    public async Task Message_becomes_values_latest_and_one_live_event()
    {
        await SendAsync("""{"time":"2026-11-03T03:59:00Z","values":{"w01018":38.4,"w01001":7.3},"flags":{"w01018":"N"}}""");
        await rig.SettleAsync();

        Assert.Equal(2, await rig.CountAsync("observation", Mine));
        Assert.Equal(2, await rig.CountAsync("latest_observation", Mine));
        var observations = Assert.Single(await rig.ListAsync<string>($"SELECT observations FROM live_event WHERE kind = 'ingest' AND {_thing} = ANY (ids)"));
        using var json = JsonDocument.Parse(observations);
        var cod = json.RootElement.EnumerateArray().Single(o => o[3].GetDouble() == 38.4);
        Assert.Equal((_thing, "N", 0), (cod[0].GetInt64(), cod[5].GetString(), cod[6].GetInt32()));
        Assert.Equal("{130102}", await rig.Store.ScalarAsync<string>($"SELECT areas::text FROM live_event WHERE {_thing} = ANY (ids)"));
    }

    [Fact]
    public async Task Same_value_again_changes_nothing_and_another_keeps_the_old_as_a_revision()
    {
        const string first = """{"time":"2026-11-03T03:58:00Z","values":{"w01018":38.4}}""";
        await SendAsync(first);
        await SendAsync(first);
        await SendAsync("""{"time":"2026-11-03T03:58:00Z","values":{"w01018":41.0}}""");
        await SendAsync("""{"time":"2026-11-03T03:58:00Z","values":{"w01018":41.0}}""");
        await rig.SettleAsync();

        Assert.Equal([41.0], await rig.ListAsync<double>($"SELECT value FROM observation WHERE {Mine}"));
        Assert.Equal([41.0], await rig.ListAsync<double>($"SELECT value FROM latest_observation WHERE {Mine}"));
        Assert.Equal([38.4], await rig.ListAsync<double>($"SELECT (old_value ->> 'value')::float8 FROM observation_revision WHERE {Mine}"));
        Assert.Equal([2L], await rig.ListAsync<long>($"SELECT duplicate FROM delivery_ledger WHERE thing_id = {_thing}"));
    }

    [Fact]
    public async Task Corrected_hour_keeps_its_old_figures()
    {
        var mn = await HourlyOutfallAsync();
        await rig.SendAsync($"hj212/{mn}/up", Hj212Packets.Hour(mn, "20261103090000", "w01018-Avg=40.1,w01018-Max=44,w01018-Flag=N"));
        await rig.SendAsync($"hj212/{mn}/up", Hj212Packets.Hour(mn, "20261103090000", "w01018-Avg=42.5,w01018-Max=44,w01018-Flag=N"));
        await rig.SettleAsync();

        Assert.Equal([42.5], await rig.ListAsync<double>($"SELECT avg FROM period_value p JOIN datastream d ON d.id = p.datastream_id JOIN thing_alias a USING (thing_id) WHERE a.code = '{mn}'"));
        Assert.Equal([40.1], await rig.ListAsync<double>($"SELECT (old_value ->> 'avg')::float8 FROM observation_revision r JOIN datastream d ON d.id = r.datastream_id JOIN thing_alias a USING (thing_id) WHERE a.code = '{mn}'"));
    }

    [Fact]
    public async Task Late_value_is_stored_and_does_not_move_the_latest_back()
    {
        await SendAsync("""{"time":"2026-11-03T03:59:00Z","values":{"w01018":2}}""");
        await SendAsync("""{"time":"2026-11-03T03:50:00Z","values":{"w01018":1}}""");
        await rig.SettleAsync();

        Assert.Equal(2, await rig.CountAsync("observation", Mine));
        Assert.Equal([2.0], await rig.ListAsync<double>($"SELECT value FROM latest_observation WHERE {Mine}"));
    }

    [Fact]
    public async Task Quality_follows_flag_gate_and_number()
    {
        await SendAsync("""[{"time":"2026-11-03T03:01:00Z","values":{"w01001":7.3}},{"time":"2026-11-03T03:02:00Z","values":{"w01001":7.3},"flags":{"w01001":"D"}},{"time":"2026-11-03T03:03:00Z","values":{"w01001":77}},{"time":"2026-11-03T03:04:00Z","values":{"w01001":"?"}},{"time":"2026-11-03T03:05:00Z","values":{"w01001":14},"flags":{"w01001":"T"}}]""");
        await rig.SettleAsync();

        Assert.Equal([0, 1, 2, 3, 5], await rig.ListAsync<short>($"SELECT quality FROM observation WHERE {Mine} ORDER BY phenomenon_time"));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2099-01-01T00:00:00Z")]
    [InlineData("2026-11-03T04:30:00Z")]
    public async Task Impossible_time_is_refused_and_kept_with_its_bytes(string time)
    {
        var message = $$$"""{"time":"{{{time}}}","values":{"w01018":1}}""";
        await SendAsync(message);
        await rig.SettleAsync();

        Assert.Equal(0, await rig.CountAsync("observation", Mine));
        Assert.Equal(["time-out-of-window"], await rig.ListAsync<string>($"SELECT code FROM rejected_message WHERE thing_id = {_thing}"));
        Assert.Equal([message], await rig.ListAsync<string>($"SELECT convert_from(payload, 'UTF8') FROM rejected_message WHERE thing_id = {_thing}"));
    }

    [Fact]
    public async Task Backfill_is_stored_and_is_no_news()
    {
        await SendAsync("""{"time":"2026-10-20T00:00:00Z","values":{"w01018":1}}""");
        await rig.SettleAsync();

        Assert.Equal(1, await rig.CountAsync("observation", Mine));
        Assert.Equal([true], await rig.ListAsync<bool>($"SELECT observations IS NULL FROM live_event WHERE {_thing} = ANY (ids)"));
        Assert.Equal([1.0], await rig.ListAsync<double>($"SELECT value FROM latest_observation WHERE {Mine}"));
        Assert.Equal([1L], await rig.ListAsync<long>($"SELECT late FROM delivery_ledger WHERE thing_id = {_thing}"));
    }

    [Fact]
    public async Task Device_that_is_registered_later_is_heard_from_then_on()
    {
        var code = $"late-{_thing}";
        await rig.SendAsync($"things/{code}/observations", """{"time":"2026-11-03T03:00:00Z","values":{"w01018":1}}""");
        await rig.SettleAsync();
        var thing = await rig.AddThingAsync("outfall_water", "thing", code, "w01018");
        await rig.SendAsync($"things/{code}/observations", """{"time":"2026-11-03T03:01:00Z","values":{"w01018":2}}""");
        await rig.SettleAsync();

        Assert.Equal(1, await rig.CountAsync("rejected_message", $"code = 'unknown-device' AND topic LIKE '%{code}%'"));
        Assert.Equal([2.0], await rig.ListAsync<double>($"SELECT value FROM observation o JOIN datastream d ON d.id = o.datastream_id WHERE d.thing_id = {thing}"));
    }

    [Fact]
    public async Task Change_of_a_thing_that_the_log_tells_is_seen_by_the_next_message()
    {
        await SendAsync("""{"time":"2026-11-03T03:00:00Z","values":{"w01012":1}}""");
        await rig.SettleAsync();
        await rig.AddStreamAsync(_thing, "w01012", 0);
        await rig.Store.ScalarAsync<long>("SELECT append_live_event('thing', ARRAY[$1]::bigint[], '{}', '{}')", _thing);
        await SendAsync("""{"time":"2026-11-03T03:01:00Z","values":{"w01012":2}}""");
        await rig.SettleAsync();

        Assert.Equal(["unknown-datastream"], await rig.ListAsync<string>($"SELECT code FROM rejected_message WHERE thing_id = {_thing}"));
        Assert.Equal([2.0], await rig.ListAsync<double>($"SELECT value FROM observation WHERE {Mine}"));
    }

    [Fact]
    public async Task Receipt_tells_what_was_stored()
    {
        await SendAsync("""{"time":"2026-11-03T03:59:00Z","values":{"w01018":38.4,"w01001":7.3,"nobody":1},"seq":17}""");

        var receipt = await NextDownAsync($"things/{_code}/receipts");

        using var json = JsonDocument.Parse(receipt);
        Assert.Equal((17, 2, 0), (json.RootElement.GetProperty("seq").GetInt32(), json.RootElement.GetProperty("stored").GetInt32(), json.RootElement.GetProperty("duplicates").GetInt32()));
        Assert.Equal("unknown-datastream", json.RootElement.GetProperty("rejected")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Unit_and_meter_get_receipts_too()
    {
        var name = $"r-{Guid.NewGuid():N}"[..12];
        await rig.AddUnitAsync(name);
        await rig.AddThingAsync("water_meter", "meter", name, "volume");

        await rig.SendAsync($"units/{name}/position", """[{"time":"2026-11-03T03:59:00Z","lon":114.5,"lat":38,"seq":7},{"time":"2026-11-03T03:59:01Z","lon":1145,"lat":38,"seq":8}]""");
        var ofPositions = Encoding.UTF8.GetString(await NextDownAsync($"things/{name}/receipts"));
        await rig.SendAsync($"units/{name}/reports", """{"time":"2026-11-03T03:59:02Z","state":"acknowledged","order":"x","seq":9}""");
        var ofReport = Encoding.UTF8.GetString(await NextDownAsync($"things/{name}/receipts"));
        await rig.SendAsync($"meters/{name}/up", $$"""{"meterId":"{{name}}","readAt":"2026-11-03T03:59:00Z","totalM3":1.5,"flowM3h":2,"seq":3}""");
        var ofMeter = Encoding.UTF8.GetString(await NextDownAsync($"things/{name}/receipts"));

        Assert.StartsWith("""{"seq":8,"stored":1,"duplicates":0,"rejected":[{"code":"bad-position",""", ofPositions, StringComparison.Ordinal);
        Assert.Equal("""{"seq":9,"stored":1,"duplicates":0,"rejected":[]}""", ofReport);
        Assert.StartsWith("""{"seq":3,"stored":1,"duplicates":0,"rejected":[{"item":"flow","code":"unknown-datastream",""", ofMeter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_goes_down_after_the_packet_is_stored()
    {
        var mn = await HourlyOutfallAsync();
        await rig.SendAsync($"hj212/{mn}/up", Hj212Packets.Hour(mn, "20261103080000", "w01018-Avg=40.1,w01018-Flag=N"));

        var answer = Encoding.ASCII.GetString(await NextDownAsync($"hj212/{mn}/down"));

        Assert.Contains("ST=91;CN=9014", answer, StringComparison.Ordinal);
        Assert.Equal(1, await rig.CountAsync("period_value p JOIN datastream d ON d.id = p.datastream_id JOIN thing_alias a USING (thing_id)", $"a.code = '{mn}'"));
    }

    [Fact]
    public async Task Value_that_the_store_cannot_hold_is_found_and_kept_apart()
    {
        // The column holds one ASCII character; the partition key must not be infinite; a text without NUL. This is a value out of its range.
        await rig.Store.ExecuteAsync("ALTER TABLE observation ADD CONSTRAINT refuses_666 CHECK (value <> 666)");
        try
        {
            for (var i = 0; i < 20; i++)
            {
                await SendAsync($$$"""{"time":"2026-11-03T03:00:{{{i:00}}}Z","values":{"w01018":{{{(i == 7 ? 666 : i)}}}}}""");
            }

            await rig.SettleAsync();
        }
        finally
        {
            await rig.Store.ExecuteAsync("ALTER TABLE observation DROP CONSTRAINT refuses_666");
        }

        Assert.Equal(19, await rig.CountAsync("observation", Mine));
        Assert.Equal(1, await rig.CountAsync("rejected_message", "code = 'store-refused'"));
    }

    [Fact]
    public async Task Position_and_report_of_a_unit_reach_the_store_and_the_log()
    {
        var code = $"u{_thing}";
        var unit = await rig.AddUnitAsync(code);
        await rig.SendAsync($"units/{code}/position", """{"time":"2026-11-03T03:59:00Z","lon":114.51,"lat":38.05,"speed_mps":8,"heading_deg":90}""");
        await rig.SendAsync($"units/{code}/position", """{"time":"2026-11-03T03:58:00Z","lon":114.50,"lat":38.05}""");
        const string report = """{"time":"2026-11-03T03:59:30Z","order":"o-1","state":"en_route","text":"出发"}""";
        await rig.SendAsync($"units/{code}/reports", report);
        await rig.SendAsync($"units/{code}/reports", report);
        await rig.SettleAsync();

        Assert.Equal(2, await rig.CountAsync("position", $"unit_id = {unit}"));
        Assert.Equal([114.51], await rig.ListAsync<double>($"SELECT lon FROM latest_position WHERE unit_id = {unit}"));
        var id = Assert.Single(await rig.ListAsync<long>($"SELECT id FROM unit_report WHERE unit_id = {unit}"));
        Assert.Equal(1, await rig.CountAsync("live_event", $"payload -> 'reports' @> '[{id}]'"));
    }

    private Task SendAsync(string json) => rig.SendAsync($"things/{_code}/observations", json);

    private async Task<string> HourlyOutfallAsync()
    {
        var mn = $"13{_thing:D22}";
        await rig.AddThingAsync("outfall_water", "mn", mn, "w01018");
        return mn;
    }

    private async Task<byte[]> NextDownAsync(string topic)
    {
        using var limit = new CancellationTokenSource(Eventually.Patience);
        while (true)
        {
            while (rig.FieldInbox.TryTake(out var message))
            {
                await rig.Field.AcknowledgeAsync([new Envelope(message)], limit.Token);
                if (message.Topic == topic)
                {
                    return message.Payload;
                }
            }

            await rig.FieldInbox.WaitAsync(limit.Token);
        }
    }
}
