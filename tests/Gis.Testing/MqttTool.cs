using System.Diagnostics;
using System.Globalization;

namespace Gis.Testing;

/// <summary>mosquitto_pub: a peer that shares no code with the product.</summary>
public static class MqttTool
{
    /// <summary>Publishes at QoS 1 and waits for the broker's answer; the output holds what the tool said, the exit code whether it was accepted.</summary>
    public static Task<(int ExitCode, string Output)> PublishAsync(BrokerServer broker, BrokerUser user, string topic, byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(broker);
        return PublishAsync(broker.Port, user, topic, payload);
    }

    public static async Task<(int ExitCode, string Output)> PublishAsync(int port, BrokerUser user, string topic, byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(user);
        var start = new ProcessStartInfo(
            "mosquitto_pub",
            [.. Identity(port, user), "-V", "5", "-q", "1", "-t", topic, "-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(payload);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }

    private static string[] Identity(int port, BrokerUser user) =>
        ["-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-u", user.Name, "-P", user.Password];
}
