using System.Text;
using Gis.Testing;
using Xunit;

namespace Gis.Journeys;

/// <summary>A data logger that its maker built from docs/field-protocol.md and that sends through mosquitto_pub; it shares no code with the product.</summary>
public sealed class DataLogger(BrokerUser user, int brokerPort)
{
    public Task SendRealTimeAsync(DateTimeOffset time, string property, double value) =>
        SendAsync("2011", time, FormattableString.Invariant($"{property}-Rtd={value},{property}-Flag=N"));

    /// <param name="time">Start of the hour.</param>
    public Task SendHourAsync(DateTimeOffset time, string property, double mean) =>
        SendAsync("2061", time, FormattableString.Invariant($"{property}-Avg={mean},{property}-Flag=N"));

    private async Task SendAsync(string command, DateTimeOffset time, string items)
    {
        var dataTime = LoggerPacket.Time(time);
        var packet = LoggerPacket.Frame($"QN={dataTime}000;ST=32;CN={command};PW=123456;MN={user.Name};Flag=5;CP=&&DataTime={dataTime};{items}&&");
        var (exitCode, output) = await MqttTool.PublishAsync(brokerPort, user, $"hj212/{user.Name}/up", Encoding.ASCII.GetBytes(packet));
        Assert.True(exitCode == 0, output);
    }
}
