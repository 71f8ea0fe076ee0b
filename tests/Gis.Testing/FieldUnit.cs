using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Gis.Testing;

/// <summary>A unit in the field as the broker knows it: hears its orders, says its reports, shares no code with the product.</summary>
public sealed class FieldUnit(long id, BrokerUser user, int brokerPort)
{
    public long Id => id;

    public string Code => user.Name;

    /// <summary>Waits until it hears as many orders as wanted; the subscription stands when the task is handed out.</summary>
    public async Task<Task<IReadOnlyList<JsonElement>>> ListenAsync(int count)
    {
        var process = Process.Start(new ProcessStartInfo("stdbuf", [
            // Line by line, or "Subscribed" stays in its buffer.
            "-oL", "mosquitto_sub", "-h", "127.0.0.1", "-p", brokerPort.ToString(CultureInfo.InvariantCulture), "-u", user.Name, "-P", user.Password,
            "-V", "5", "-q", "1", "-d", "-t", $"units/{user.Name}/orders", "-C", count.ToString(CultureInfo.InvariantCulture), "-W", "40"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync();
        }
        while (line is not null && !line.Contains("Subscribed", StringComparison.Ordinal));
        return ReadAsync(process);
    }

    public async Task SayAsync(string order, string state, string? text = null)
    {
        var report = JsonSerializer.SerializeToUtf8Bytes(new { time = DateTimeOffset.UtcNow, order, state, text });
        var (exitCode, output) = await MqttTool.PublishAsync(brokerPort, user, $"units/{user.Name}/reports", report);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(Process process)
    {
        using (process)
        {
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return [.. output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)];
        }
    }
}
