using System.Diagnostics;
using System.Globalization;

namespace Gis.Testing;

/// <summary>mosquitto_pub and mosquitto_sub: peers that share no code with the product.</summary>
public static class MqttTool
{
    /// <summary>Publishes at QoS 1 and waits for the broker's answer; the output holds what the tool said, the exit code whether it was accepted.</summary>
    public static async Task<(int ExitCode, string Output)> PublishAsync(BrokerServer broker, BrokerUser user, string topic, byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(user);
        var start = new ProcessStartInfo(
            "mosquitto_pub",
            [.. Identity(broker, user), "-V", "5", "-q", "1", "-t", topic, "-s"])
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

    internal static string[] Identity(BrokerServer broker, BrokerUser user) =>
        ["-h", "127.0.0.1", "-p", broker.Port.ToString(CultureInfo.InvariantCulture), "-u", user.Name, "-P", user.Password];
}
