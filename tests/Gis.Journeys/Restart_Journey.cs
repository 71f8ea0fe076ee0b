using System.Text;
using Gis.Testing;
using Xunit;

namespace Gis.Journeys;

/// <summary>A device that goes on sending while the system is stopped and started again: what it was told is stored is stored.</summary>
public sealed class Restart_Journey(EmptySystem empty) : IClassFixture<EmptySystem>
{
    private static readonly BrokerUser Device = new("RESTART-1", "change-me-1");

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_by_a_restart()
    {
        var file = Path.Combine(empty.Running.Home, "restart.csv");
        await File.WriteAllLinesAsync(
            file,
            [
                "kind,name_zh,name_en,area,lon,lat,alias_scheme,alias,property,statistic,period_s,interval_s,device_user,device_password",
                $"outfall_water,重启排口,Restarted outfall,130102,114.53,38.07,thing,{Device.Name},w01018,instant,,300,{Device.Name},{Device.Password}",
            ]);
        await empty.Running.GisAsync("import-things", file);
        using var end = new CancellationTokenSource();
        var sending = SendAsync(end.Token);

        await Eventually.TrueAsync(async () => await CountAsync() > 0, "the device is heard");
        await empty.Running.GisAsync("down");
        await empty.Running.GisAsync("up", "--empty", "--detach");
        var before = await CountAsync();
        await Eventually.TrueAsync(async () => await CountAsync() > before, "the device is heard again");
        await end.CancelAsync();
        var acknowledged = await sending;

        await Eventually.TrueAsync(async () => await CountAsync() >= acknowledged, $"all {acknowledged} messages that were acknowledged are stored");
    }

    private Task<long> CountAsync() => empty.Running.CountAsync("SELECT count(*) FROM observation");

    /// <returns>How many messages the broker acknowledged.</returns>
    private async Task<int> SendAsync(CancellationToken end)
    {
        var (acknowledged, time) = (0, DateTimeOffset.UtcNow.AddHours(-1));
        while (!end.IsCancellationRequested)
        {
            time = time.AddMilliseconds(100);
            var payload = Encoding.UTF8.GetBytes(FormattableString.Invariant($$$"""{"time":{{{time.ToUnixTimeMilliseconds()}}},"values":{"w01018":20}}"""));
            var (exitCode, _) = await MqttTool.PublishAsync(empty.Running.MqttPort, Device, $"things/{Device.Name}/observations", payload);
            acknowledged += exitCode == 0 ? 1 : 0;
        }

        return acknowledged;
    }
}
