using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>The endpoint as mosquitto's own tools see it.</summary>
public sealed class Tool_Tests(RunningIngest rig) : EndpointTest(rig, 'm'), IClassFixture<RunningIngest>
{
    public static TheoryData<string, string> VersionsAndQualities()
    {
        var data = new TheoryData<string, string>();
        foreach (var version in new[] { "311", "5" })
        {
            foreach (var quality in new[] { "0", "1", "2" })
            {
                data.Add(version, quality);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(VersionsAndQualities))]
    public async Task Message_of_each_version_and_quality_is_stored(string version, string quality)
    {
        var (exitCode, output) = await MqttTool.PublishAsync(
            rig.Endpoint.Port, Device, "-V", version, "-q", quality, "-t", $"things/{Code}/observations", "-m", """{"time":"2026-11-03T03:55:00Z","values":{"w01018":38.4}}""");

        Assert.True(exitCode == 0, output);
        if (quality == "0")
        {
            await rig.UntilAsync("observation", 1, Mine);
        }

        // With QoS 1 and 2 the tool has waited for PUBACK or PUBCOMP: then it is stored, not on its way.
        Assert.Equal(1, await rig.CountAsync("observation", Mine));
    }

    [Fact]
    public async Task Wrong_password_is_refused()
    {
        var (exitCode, output) = await MqttTool.PublishAsync(
            rig.Endpoint.Port, Device with { Password = "wrong" }, "-V", "5", "-q", "1", "-t", $"things/{Code}/observations", "-m", "{}");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Bad User Name or Password", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Forbidden_topic_is_refused_and_kept()
    {
        var topic = $"things/other-{Code}/observations";
        var (exitCode, output) = await MqttTool.PublishAsync(rig.Endpoint.Port, Device, "-V", "5", "-q", "1", "-t", topic, "-m", "{}");

        Assert.Contains("Not authorized", output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, exitCode);
        Assert.Equal("forbidden-topic", await rig.Store.ScalarAsync<string>("SELECT code FROM rejected_message WHERE topic = $1", topic));
    }

    [Fact]
    public async Task Device_writes_to_its_own_datastreams_by_id_and_to_no_others()
    {
        var own = await rig.Store.ScalarAsync<long>("SELECT id FROM datastream WHERE thing_id = $1 AND period_s = 0", Thing);
        var foreign = await rig.Store.ScalarAsync<long>(
            "SELECT id FROM datastream WHERE thing_id = $1 AND period_s = 0", await rig.AddThingAsync("outfall_water", "thing", $"other-{Code}", "w01018"));

        var (_, taken) = await PublishAsync(own);
        var (_, refused) = await PublishAsync(foreign);

        Assert.DoesNotContain("Not authorized", taken, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Not authorized", refused, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((1L, 0L), (await rig.CountAsync("observation", $"datastream_id = {own}"), await rig.CountAsync("observation", $"datastream_id = {foreign}")));

        Task<(int ExitCode, string Output)> PublishAsync(long datastream) => MqttTool.PublishAsync(
            rig.Endpoint.Port, Device, "-V", "5", "-q", "1", "-t", $"v1.1/Datastreams({datastream})/Observations", "-m", """{"result":38.4}""");
    }

    [Fact]
    public async Task Forbidden_topic_ends_the_connection_of_an_older_client()
    {
        var topic = $"things/elder-{Code}/observations";
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, level: 4, clientId: "elder");
        await device.SendAsync(RawDevice.Publish(topic, "{}", 7, quality: 1, level: 4));

        Assert.Empty(await device.ReadToEndAsync());
        await rig.UntilAsync("rejected_message", 1, $"topic = '{topic}' AND code = 'forbidden-topic'");
    }

    [Fact]
    public async Task Receipt_comes_to_who_listens_for_it()
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "both");
        await device.SendAsync(
            RawDevice.Subscribe(1, 5, $"things/{Code}/receipts"),
            RawDevice.Publish($"things/{Code}/observations", """{"time":"2026-11-03T03:57:00Z","values":{"w01018":39},"seq":18}""", 2, 1));
        Assert.Equal(0x90, (await device.ReadPacketAsync())[0]);
        Assert.Equal(0x40, (await device.ReadPacketAsync())[0]);
        var receipt = await device.ReadPacketAsync();
        Assert.Equal(0x32, receipt[0]);
        Assert.Contains("""{"seq":18,"stored":1,"duplicates":0,"rejected":[]}""", System.Text.Encoding.UTF8.GetString(receipt), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Will_of_aDevice_that_died_is_taken_as_its_word()
    {
        using var device = MqttTool.Subscribe(
            rig.Endpoint.Port, Device, "-V", "5", "-d", "-i", $"mortal-{Code}", "-t", $"things/{Code}/receipts",
            "--will-topic", $"things/{Code}/observations", "--will-qos", "1", "--will-payload", """{"time":"2026-11-03T03:58:00Z","values":{"w01018":1}}""");
        await UntilSaidAsync(device, "Subscribed");
        device.Kill();

        await rig.UntilAsync("observation", 1, $"{Mine} AND value = 1");
    }

    [Fact]
    public async Task Will_of_aDevice_that_said_goodbye_is_dropped()
    {
        var (exitCode, output) = await MqttTool.PublishAsync(
            rig.Endpoint.Port, Device, "-q", "1", "-t", $"things/{Code}/observations", "-m", """{"time":"2026-11-03T03:59:00Z","values":{"w01018":2}}""",
            "--will-topic", $"things/{Code}/observations", "--will-payload", """{"time":"2026-11-03T03:59:30Z","values":{"w01018":3}}""");
        Assert.True(exitCode == 0, output);
        await rig.SettleAsync();

        Assert.Equal(1, await rig.CountAsync("observation", Mine));
    }

    [Fact]
    public async Task Unit_is_given_its_order_from_the_store()
    {
        var code = $"u{Code}";
        var unit = await rig.AddUnitAsync(code);
        var user = await rig.AddUserAsync(code);
        var order = await IssueAsync(unit, code);

        using var listening = MqttTool.Subscribe(rig.Endpoint.Port, user, "-V", "311", "-q", "1", "-i", code, "-t", $"units/{code}/orders", "-C", "1", "-W", "30");
        var heard = await listening.StandardOutput.ReadLineAsync();

        Assert.Contains($"\"order\":\"{order}\"", heard, StringComparison.Ordinal);
        Assert.Contains("\"lon\":114.5,\"lat\":38,", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unit_that_is_connected_is_given_what_is_issued()
    {
        var code = $"v{Code}";
        var unit = await rig.AddUnitAsync(code);
        var user = await rig.AddUserAsync(code);
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, user);
        await device.SendAsync(RawDevice.Subscribe(1, 5, $"units/{code}/orders"));
        Assert.Equal(0x90, (await device.ReadPacketAsync())[0]);
        var order = await IssueAsync(unit, code);

        Assert.Contains(order, System.Text.Encoding.UTF8.GetString(await device.ReadPacketAsync()), StringComparison.Ordinal);
    }

    private async Task<string> IssueAsync(long unit, string code)
    {
        var account = await rig.Store.ScalarAsync<long>("INSERT INTO account (name, display_name) VALUES ($1, $1) RETURNING id", $"a{code}");
        var incident = await rig.Store.ScalarAsync<long>(
            """
            INSERT INTO incident (code, type_code, area_code, lon, lat, happened_at, reported_at, source, created_by)
            VALUES ($1, 'water_pollution', '130102', 114.5, 38, now(), now(), 'call', $2) RETURNING id
            """,
            $"HB-{code}",
            account);
        var order = await rig.Store.ScalarAsync<long>(
            """
            INSERT INTO field_order (code, incident_id, unit_id, kind, text, lon, lat, issued_at, issued_by)
            VALUES ($1, $2, $3, 'go', 'go there', 114.5, 38, now(), $4) RETURNING id
            """,
            $"HB-{code}-1",
            incident,
            unit,
            account);
        await rig.Store.ExecuteAsync("INSERT INTO assignment_event (order_id, state, at, source) VALUES ($1, 'issued', now(), 'commander')", order);
        return $"HB-{code}-1";
    }

    private static async Task UntilSaidAsync(System.Diagnostics.Process tool, string word)
    {
        string? line;
        do
        {
            line = await tool.StandardOutput.ReadLineAsync();
        }
        while (line is not null && !line.Contains(word, StringComparison.Ordinal));
        Assert.NotNull(line);
    }
}
