using System.Net;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Mqtt.Endpoint;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>Passwords that are tried out; with an endpoint of its own, since the address of all tests is the same.</summary>
public sealed class Guessing_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    [Fact]
    public async Task Address_of_thirty_wrong_passwords_is_told_to_wait()
    {
        var user = await rig.AddUserAsync("guessed");
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(MqttReason.BadUserNameOrPassword, await TryAsync("guessed", $"guess-{i}"));
        }

        Assert.Equal(MqttReason.ConnectionRateExceeded, await TryAsync(user.Name, user.Password));
    }

    [Fact]
    public void Address_waits_a_minute_and_no_longer_and_no_other_waits()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var failed = new FailedEntries(clock);
        for (var i = 0; i < 30; i++)
        {
            Assert.False(failed.MustWait(IPAddress.Loopback));
            failed.Add(IPAddress.Loopback);
        }

        Assert.True(failed.MustWait(IPAddress.Loopback));
        Assert.False(failed.MustWait(IPAddress.Broadcast));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(failed.MustWait(IPAddress.Loopback));
    }

    private async Task<byte> TryAsync(string user, string password)
    {
        await using var device = await RawDevice.OpenAsync(rig.Endpoint.Port);
        await device.SendAsync(RawDevice.Connect(user, password, 5, "guesser"));
        return (await device.ReadPacketAsync())[3];
    }
}
