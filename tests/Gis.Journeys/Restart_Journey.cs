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

    [Fact]
    public async Task Nobody_of_the_field_is_let_in_before_an_ingest_listens_whatever_is_registered_meanwhile()
    {
        var late = new BrokerUser("RESTART-2", "change-me-2");
        var file = Path.Combine(empty.Running.Home, "late.csv");
        await File.WriteAllLinesAsync(
            file,
            [
                "kind,name_zh,name_en,area,lon,lat,alias_scheme,alias,property,statistic,period_s,interval_s,device_user,device_password",
                $"outfall_water,后来排口,Late outfall,130102,114.53,38.07,thing,{late.Name},w01018,instant,,300,{late.Name},{late.Password}",
            ]);
        var topic = $"things/{late.Name}/observations";
        var payload = """{"time":"2026-10-06T12:00:00Z","values":{"w01018":20}}""";
        var recording = Path.Combine(empty.Running.Home, "late.jsonl");
        await File.WriteAllTextAsync(recording, $$"""{"topic":"{{topic}}","payload":{{payload}}}""");
        await empty.Running.GisAsync("down");
        await empty.Running.GisAsync("up", "--empty", "--detach", "--parts", "command");

        await empty.Running.GisAsync("import-things", file);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => empty.Running.GisAsync("replay", recording));
        var early = await MqttTool.PublishAsync(empty.Running.MqttPort, late, topic, Encoding.UTF8.GetBytes(payload));
        await empty.Running.GisAsync("up", "--empty", "--detach", "--parts", "ingest");

        Assert.Contains("no ingest has subscribed", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, early.ExitCode);
        Assert.Contains("1 new, 0 there already, 0 refused", await empty.Running.GisAsync("replay", recording), StringComparison.Ordinal);
        await empty.Running.GisAsync("down");
        await empty.Running.GisAsync("up", "--empty", "--detach");
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
