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

    /// <summary>Publishes one message as told and waits for the answer.</summary>
    /// <param name="port">Where to.</param>
    /// <param name="user">Who.</param>
    /// <param name="more">Further arguments of mosquitto_pub: version, quality of service, topic, message.</param>
    public static async Task<(int ExitCode, string Output)> PublishAsync(int port, BrokerUser user, params string[] more)
    {
        ArgumentNullException.ThrowIfNull(user);
        using var process = Start("mosquitto_pub", [.. Identity(port, user), .. more]);
        return await EndAsync(process);
    }

    /// <summary>Starts mosquitto_sub; the caller reads its output and ends it.</summary>
    public static Process Subscribe(int port, BrokerUser user, params string[] more)
    {
        ArgumentNullException.ThrowIfNull(user);
        // Line by line, or what it says stays in its buffer.
        return Start("stdbuf", ["-oL", "mosquitto_sub", .. Identity(port, user), .. more]);
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<(int ExitCode, string Output)> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }

    private static string[] Identity(int port, BrokerUser user) =>
        ["-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-u", user.Name, "-P", user.Password];
}
