using Gis.Ingest.Mqtt;
using Gis.Ingest.Mqtt.Endpoint;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>What one device may take of the endpoint, and how long it stays welcome.</summary>
public sealed class Bounds_Tests(Bounds_Tests.NarrowIngest rig) : EndpointTest(rig, 'b'), IClassFixture<Bounds_Tests.NarrowIngest>
{
    [Fact]
    public void Device_is_read_at_its_rate_with_six_seconds_worth_at_once()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var rate = new DeviceRate(clock, 500);

        Assert.All(Enumerable.Range(0, 3_000), _ => Assert.Equal(TimeSpan.Zero, rate.Take()));
        Assert.Equal(TimeSpan.FromMilliseconds(2), rate.Take());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All(Enumerable.Range(0, 499), _ => Assert.Equal(TimeSpan.Zero, rate.Take()));
        Assert.NotEqual(TimeSpan.Zero, rate.Take());
    }

    [Fact]
    public async Task Device_that_runs_ahead_of_the_store_waits_in_its_socket_and_all_of_it_is_stored()
    {
        await using var holder = await rig.Store.Owner.OpenConnectionAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("LOCK TABLE observation IN ACCESS EXCLUSIVE MODE", holder))
        {
            await locking.ExecuteNonQueryAsync();
        }

        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device);
        for (ushort id = 1; id <= 20; id++)
        {
            await device.SendAsync(RawDevice.Publish(Topic, Payload($"03:00:{id:00}"), id, 1));
        }

        await hold.RollbackAsync();

        for (ushort id = 1; id <= 20; id++)
        {
            var answer = await device.ReadPacketAsync();
            Assert.Equal((0x40, id), (answer[0], (ushort)((answer[2] << 8) | answer[3])));
        }

        Assert.Equal(20, await rig.CountAsync("observation", Mine));
    }

    [Fact]
    public async Task Room_in_flight_is_given_back_message_by_message()
    {
        var room = new InFlight(3);
        for (var i = 0; i < 3; i++)
        {
            await room.EnterAsync(CancellationToken.None);
        }

        var fourth = room.EnterAsync(CancellationToken.None).AsTask();
        Assert.False(fourth.IsCompleted);
        room.Leave();
        await fourth.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task Packet_that_never_comes_to_its_end_ends_the_connection()
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "slow");
        await device.SendAsync([0x30, 0x7F, 0x00]);

        var last = await device.ReadPacketAsync();

        Assert.Equal((0xE0, MqttReason.MalformedPacket), (last[0], last[2]));
        Assert.Empty(await device.ReadPacketAsync());
    }

    [Theory]
    [InlineData("UPDATE device_credential SET hash = 'another' WHERE user_name = $1")]
    [InlineData("DELETE FROM device_credential WHERE user_name = $1")]
    public async Task Device_whose_registration_changes_is_told_to_go(string change)
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "revoked");
        await rig.Store.ExecuteAsync(change, Device.Name);

        var last = await device.ReadPacketAsync();

        Assert.Equal((0xE0, MqttReason.NotAuthorized), (last[0], last[2]));
        Assert.Empty(await device.ReadPacketAsync());
    }

    [Fact]
    public async Task Device_that_goes_on_publishing_where_it_may_not_is_told_to_go()
    {
        await using var device = await RawDevice.ConnectAsync(rig.Endpoint.Port, Device, clientId: "stubborn");
        for (ushort id = 1; id <= 101; id++)
        {
            await device.SendAsync(RawDevice.Publish("things/of-another/observations", Payload("03:59:00"), id, 1));
        }

        var last = await device.ReadPacketAsync();
        while (last[0] == 0x40)
        {
            Assert.Equal(MqttReason.NotAuthorized, last[4]);
            last = await device.ReadPacketAsync();
        }

        Assert.Equal((0xE0, MqttReason.QuotaExceeded), (last[0], last[2]));
    }

    public sealed class NarrowIngest : IngestRig
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await StartAsync();
        }

        protected override void Adjust(Dictionary<string, string?> settings)
        {
            ArgumentNullException.ThrowIfNull(settings);
            settings["Ingest:Endpoint:InFlight"] = "3";
            settings["Ingest:Endpoint:PacketWithin"] = "00:00:01";
            settings["Ingest:Endpoint:ChecksEvery"] = "00:00:01";
        }
    }
}
