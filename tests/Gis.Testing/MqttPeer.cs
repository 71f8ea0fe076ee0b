using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Gis.Testing;

/// <summary>Clients that nobody here wrote, each in a process of its own (tests/peers): Python's Paho and the npm packages mqtt and mqtt-connection.</summary>
public static class MqttPeer
{
    public const string Paho = "paho";
    public const string Npm = "npm";

    /// <summary>Has a client do one thing: <c>publish</c>, <c>reconnect</c> and then publish, or <c>die</c> with the payload as its will.</summary>
    /// <param name="peer"><see cref="Paho"/> or <see cref="Npm"/>.</param>
    /// <param name="scenario">What to do.</param>
    /// <param name="version">311 or 5.</param>
    /// <param name="quality">QoS, 0 to 2.</param>
    /// <param name="port">Where to.</param>
    /// <param name="user">As whom.</param>
    /// <param name="topic">Topic of the message or will.</param>
    /// <param name="payload">Its content.</param>
    /// <param name="authority">File of the authority to trust with TLS; null speaks plainly.</param>
    public static async Task<JsonElement> RunAsync(
        string peer, string scenario, string version, int quality, int port, BrokerUser user, string topic, string payload, string? authority = null)
    {
        ArgumentNullException.ThrowIfNull(user);
        string[] arguments =
        [
            scenario, version, quality.ToString(CultureInfo.InvariantCulture), port.ToString(CultureInfo.InvariantCulture), user.Name, user.Password, topic,
            payload, .. authority is null ? Array.Empty<string>() : [authority],
        ];
        // Debian's Python, which has Debian's Paho; another may come first on the path.
        return peer == Paho
            ? await RunAsync("/usr/bin/python3", [Repository.PathOf("tests", "peers", "paho_peer.py"), .. arguments])
            : await RunAsync("node", [Repository.PathOf("tests", "peers", "mqtt-peer.mjs"), .. arguments]);
    }

    /// <summary>Speaks MQTT 3.1.1 packet by packet; what was heard, in order.</summary>
    public static Task<JsonElement> SpeakAsync(int port, BrokerUser user, string topic, string payload)
    {
        ArgumentNullException.ThrowIfNull(user);
        return RunAsync(
            "node",
            [Repository.PathOf("tests", "peers", "connection-peer.mjs"), port.ToString(CultureInfo.InvariantCulture), user.Name, user.Password, topic, payload]);
    }

    private static async Task<JsonElement> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Length > 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException($"{program} said nothing: {await errors}");
    }
}
