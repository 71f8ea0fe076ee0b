using System.Text;
using Gis.Ingest.Mqtt;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>The endpoint with devices that behave badly, or that use what few clients do.</summary>
public sealed class Conduct_Tests(RunningIngest rig) : EndpointTest(rig, 'c'), IClassFixture<RunningIngest>
{
    [Fact]
    public async Task Session_is_never_present_and_its_expiry_is_said_to_be_zero()
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await device.SendAsync(new PacketBuilder().Text("MQTT").Byte(5).Byte(0xC0).UInt16(60).Byte(5).Byte(0x11).UInt32(3_600)
            .Text("lasting").Text(Device.Name).Text(Device.Password).ToPacket(MqttPacketType.Connect));
        var answer = await device.ReadPacketAsync();

        Assert.Equal([0x20, 0, 0], [answer[0], answer[2], answer[3]]);
        Assert.Equal([0x11, 0, 0, 0, 0], answer[5..10]);
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 0x86)]
    public async Task Wrong_password_gets_theCode_of_its_version(byte level, byte code)
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await device.SendAsync(RawDevice.Connect(Device.Name, "wrong", level, "x"));

        Assert.Equal(code, (await device.ReadPacketAsync())[3]);
        Assert.Empty(await device.ReadPacketAsync());
    }

    [Theory]
    [InlineData("", 0xC0, 4, 2)]
    [InlineData("x", 0xC2, 5, MqttReason.BadAuthenticationMethod)]
    [InlineData("long", 0xC2, 5, MqttReason.ClientIdentifierNotValid)]
    [InlineData("long", 0xC2, 4, 2)]
    public async Task Connect_that_asks_for_what_is_not_there_is_told_why(string clientId, byte flags, byte level, byte code)
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        var connect = new PacketBuilder().Text("MQTT").Byte(level).Byte(flags).UInt16(60);
        if (level == 5)
        {
            var properties = clientId == "x" ? new PacketBuilder().Byte(0x15).Text("SCRAM-SHA-1") : new PacketBuilder();
            connect.Block(properties);
        }

        await device.SendAsync(connect.Text(clientId == "long" ? new string('l', 257) : clientId).Text(Device.Name).Text(Device.Password).ToPacket(MqttPacketType.Connect));

        Assert.Equal(code, (await device.ReadPacketAsync())[3]);
    }

    [Fact]
    public async Task User_with_as_many_connections_as_are_allowed_gets_no_more_and_loses_none()
    {
        var devices = new List<RawDevice>();
        for (var i = 0; i < 20; i++)
        {
            devices.Add(await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: $"of-many-{i}"));
        }

        await using var further = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await further.SendAsync(RawDevice.Connect(Device.Name, Device.Password, 5, "one-too-many"));
        var answer = await further.ReadPacketAsync();
        await devices[0].SendAsync(RawDevice.Publish(Topic, Payload("03:58:00"), 9, 1));

        Assert.Equal(MqttReason.QuotaExceeded, answer[3]);
        Assert.Equal(0x40, (await devices[0].ReadPacketAsync())[0]);
        foreach (var device in devices)
        {
            await device.DisposeAsync();
        }
    }

    [Fact]
    public async Task Version_that_is_not_spoken_is_told_so()
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await device.SendAsync(new PacketBuilder().Text("MQIsdp").Byte(3).Byte(2).UInt16(60).Text("old").ToPacket(MqttPacketType.Connect));

        Assert.Equal([0x20, 2, 0, 1], await device.ReadPacketAsync());
    }

    [Fact]
    public async Task Bytes_that_are_no_mqtt_get_no_answer()
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await device.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        Assert.Empty(await device.ReadPacketAsync());
    }

    [Fact]
    public async Task Refused_content_is_explained_in_the_acknowledgement()
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device);
        await device.SendAsync(RawDevice.Publish($"things/{Code}/observations", """{"time":"yesterday","values":{"w01018":1}}""", 9, 1));
        var answer = await device.ReadPacketAsync();

        Assert.Equal((0x40, MqttReason.PayloadFormatInvalid), (answer[0], answer[4]));
        Assert.Contains("bad-time", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"meterId":"%","readAt":1793667537000,"intervalMinutes":15,"intervalStart":1793667537000,"intervalLitres":[18,17]}""", MqttReason.PayloadFormatInvalid)]
    [InlineData("""{"meterId":"%","readAt":1793667537000,"totalM3":3.5}""", MqttReason.PayloadFormatInvalid)]
    [InlineData("""{"meterId":"%","readAt":1793667537000,"alarms":[]}""", MqttReason.Success)]
    [InlineData("""{"meterId":"%","readAt":1793667537000}""", MqttReason.Success)]
    public async Task Report_of_a_meter_of_which_nothing_has_a_place_is_not_said_to_be_stored(string report, byte reason)
    {
        var name = $"m-{Guid.NewGuid():N}"[..12];
        await rig.AddThingAsync("water_meter", "meter", name, "battery");
        var user = await rig.AddUserAsync(name);
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, user);

        await device.SendAsync(RawDevice.Publish($"meters/{name}/up", report.Replace("%", name, StringComparison.Ordinal), 9, 1));
        var answer = await device.ReadPacketAsync();

        Assert.Equal((0x40, reason), (answer[0], answer.Length > 4 ? answer[4] : MqttReason.Success));
        Assert.Equal(reason == MqttReason.Success ? 0 : 1, await rig.CountAsync("rejected_message", $"topic = 'meters/{name}/up' AND code = 'unknown-datastream'"));
    }

    [Fact]
    public async Task Same_packet_id_for_ever_is_answered_each_time_and_stored_once()
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device);
        for (var i = 0; i < 500; i++)
        {
            await device.SendAsync(RawDevice.Publish($"things/{Code}/observations", """{"time":"2026-11-03T03:50:00Z","values":{"w01018":7}}""", 1, 1));
        }

        for (var i = 0; i < 500; i++)
        {
            Assert.Equal([0x40, 2, 0, 1], await device.ReadPacketAsync());
        }

        Assert.Equal(1, await rig.CountAsync("observation", Mine));
    }

    [Fact]
    public async Task Second_connection_of_the_same_client_takes_over_and_the_first_is_told()
    {
        await using var first = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "one");
        await using var second = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "one");
        var last = await first.ReadToEndAsync();

        Assert.Equal((0xE0, MqttReason.SessionTakenOver), (last[^1][0], last[^1][2]));
        await second.SendAsync([0xC0, 0]);
        Assert.Equal([0xD0, 0], await second.ReadPacketAsync());
    }

    [Fact]
    public async Task Client_id_of_another_user_takes_nobodys_place()
    {
        var other = await rig.AddUserAsync($"o{Code}");
        await using var first = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "shared");
        await using var second = await RawDevice.ConnectAsync(rig.Endpoint.Port, other, clientId: "shared");
        await first.SendAsync([0xC0, 0]);

        Assert.Equal([0xD0, 0], await first.ReadPacketAsync());
    }

    [Fact]
    public async Task Message_of_quality_2_is_received_after_it_is_stored_and_completed_on_release()
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device);
        await device.SendAsync(RawDevice.Publish($"things/{Code}/observations", """{"time":"2026-11-03T03:51:00Z","values":{"w01018":8}}""", 5, 2));
        Assert.Equal([0x50, 2, 0, 5], await device.ReadPacketAsync());
        Assert.Equal(1, await rig.CountAsync("observation", Mine));

        await device.SendAsync([0x62, 2, 0, 5], [0x62, 2, 0, 6]);
        Assert.Equal([0x70, 2, 0, 5], await device.ReadPacketAsync());
        Assert.Equal(MqttReason.PacketIdentifierNotFound, (await device.ReadPacketAsync())[4]);
    }

    [Fact]
    public async Task Topic_alias_stands_for_its_topic()
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device);
        var payload = """{"time":"2026-11-03T03:52:00Z","values":{"w01018":9}}""";
        await device.SendAsync(
            new PacketBuilder().Text($"things/{Code}/observations").UInt16(1).Byte(3).Byte(0x23).UInt16(2).Bytes(Encoding.UTF8.GetBytes(payload)).ToPacket(MqttPacketType.Publish, 2),
            new PacketBuilder().Text("").UInt16(2).Byte(3).Byte(0x23).UInt16(2).Bytes(Encoding.UTF8.GetBytes(payload.Replace(":52:", ":53:", StringComparison.Ordinal))).ToPacket(MqttPacketType.Publish, 2));
        Assert.Equal([0x40, 2, 0, 1], await device.ReadPacketAsync());
        Assert.Equal([0x40, 2, 0, 2], await device.ReadPacketAsync());

        Assert.Equal(2, await rig.CountAsync("observation", Mine));
    }

    [Theory]
    [InlineData("things/+/observations", MqttReason.NotAuthorized)]
    [InlineData("#", MqttReason.NotAuthorized)]
    [InlineData("$share/g/things/x/receipts", MqttReason.SharedSubscriptionsNotSupported)]
    public async Task Subscription_to_what_is_not_ones_own_is_refused_politely(string filter, byte reason)
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device);
        await device.SendAsync(RawDevice.Subscribe(3, 5, filter, $"things/{Code}/receipts"), [0xC0, 0]);
        var answer = await device.ReadPacketAsync();

        Assert.Equal([reason, 1], answer[^2..]);
        Assert.Contains("Nothing is routed between devices", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
        Assert.Equal([0xD0, 0], await device.ReadPacketAsync());
    }

    [Fact]
    public async Task Will_on_a_forbidden_topic_is_refused_at_the_door()
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await device.SendAsync(new PacketBuilder().Text("MQTT").Byte(5).Byte(0xC6).UInt16(60).Byte(0).Text("w").Byte(0)
            .Text("things/other/observations").Text("{}").Text(Device.Name).Text(Device.Password).ToPacket(MqttPacketType.Connect));

        Assert.Equal(MqttReason.NotAuthorized, (await device.ReadPacketAsync())[3]);
    }

    [Theory]
    [InlineData("1000", MqttReason.ProtocolError)] // a second CONNECT's head
    [InlineData("36050001610001", MqttReason.MalformedPacket)] // QoS 3
    [InlineData("3006000161", null)] // cut short: waits
    [InlineData("30FFFFFF7F", MqttReason.PacketTooLarge)]
    [InlineData("30FFFFFFFFFF", MqttReason.MalformedPacket)]
    [InlineData("320600012B000100", MqttReason.MalformedPacket)] // wildcard in a name
    [InlineData("8203000100", MqttReason.MalformedPacket)] // no filter
    [InlineData("310400016100", MqttReason.RetainNotSupported)]
    [InlineData("3006000003230011", MqttReason.TopicAliasInvalid)] // beyond the most
    [InlineData("3006000003230001", MqttReason.ProtocolError)] // names no topic yet
    [InlineData("F000", MqttReason.ProtocolError)] // AUTH
    [InlineData("D000", MqttReason.ProtocolError)] // PINGRESP is ours to send
    public async Task Broken_packet_ends_the_connection_with_its_reason(string hex, byte? reason)
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: hex);
        await device.SendAsync(Convert.FromHexString(hex));
        if (reason is null)
        {
            return;
        }

        var last = await device.ReadPacketAsync();
        Assert.Equal((0xE0, reason.Value), (last[0], last[2]));
        Assert.Empty(await device.ReadPacketAsync());
    }

    [Fact]
    public async Task Device_that_never_reads_is_ended_and_holds_up_nobody()
    {
        await using var deaf = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "deaf");
        var pings = Enumerable.Repeat<byte[]>([0xC0, 0], 50_000).ToArray();
        var flood = Task.Run(async () =>
        {
            // Until the other side has had enough.
            while (true)
            {
                await deaf.SendAsync(pings);
            }
        });
        await Assert.ThrowsAnyAsync<IOException>(() => flood.WaitAsync(TimeSpan.FromSeconds(60)));

        await using var other = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "other");
        await other.SendAsync(RawDevice.Publish($"things/{Code}/observations", """{"time":"2026-11-03T03:40:00Z","values":{"w01018":7}}""", 1, 1));
        Assert.Equal([0x40, 2, 0, 1], await other.ReadPacketAsync());
    }

    [Fact]
    public async Task Thousand_idle_connections_and_one_that_speaks()
    {
        var idle = new List<RawDevice>();
        try
        {
            for (var i = 0; i < 1_000; i++)
            {
                idle.Add(await RawDevice.OpenAsync(rig.Endpoint.Port));
            }

            await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "speaks");
            await device.SendAsync(RawDevice.Publish($"things/{Code}/observations", """{"time":"2026-11-03T03:41:00Z","values":{"w01018":7}}""", 1, 1));
            Assert.Equal([0x40, 2, 0, 1], await device.ReadPacketAsync());
        }
        finally
        {
            foreach (var one in idle)
            {
                await one.DisposeAsync();
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("101F00044D5154540502")]
    public async Task Who_never_comes_to_the_end_of_connect_is_closed(string hex)
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await device.SendAsync(Convert.FromHexString(hex));

        Assert.Empty(await device.ReadPacketAsync());
    }

    [Fact]
    public async Task Device_that_falls_silent_is_ended_after_one_and_a_half_keep_alives()
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await device.SendAsync(RawDevice.Connect(Device.Name, Device.Password, 5, "silent", keepAlive: 1));
        Assert.Equal(0, (await device.ReadPacketAsync())[3]);
        var last = await device.ReadPacketAsync();

        Assert.Equal((0xE0, MqttReason.KeepAliveTimeout), (last[0], last[2]));
    }
}
