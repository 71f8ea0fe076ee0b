using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>
/// Reads an uplink of a LoRaWAN meter as ChirpStack forwards it, <c>application/{app}/device/{devEui}/event/up</c>: <c>object</c> where the network server
/// has decoded it, else <c>data</c> as an Axioma packet. One without either is a sign of life.
/// </summary>
internal static class LoRaWanDecoder
{
    private const int MostBase64Chars = 400;
    private const int MostGateways = 64;

    public static void Decode(ReadOnlyMemory<byte> payload, string devEui, DateTimeOffset receivedAt, Decoded into)
    {
        if (!BoundedJson.TryParse(payload, MeterDecoder.MostBytes, out var document, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        using (document)
        {
            why = Decode(document.RootElement, devEui, receivedAt, into);
            if (why is not null)
            {
                into.Rejections.Add(why);
            }
        }
    }

    /// <summary>Why the uplink can't be taken; null when it was.</summary>
    private static Rejection? Decode(JsonElement root, string devEui, DateTimeOffset receivedAt, Decoded into)
    {
        if (!root.TryGet("deviceInfo", out var device) || !string.Equals(device.Text("devEui"), devEui, StringComparison.OrdinalIgnoreCase))
        {
            return new Rejection("topic-mismatch", "deviceInfo.devEui must be the device in the topic.");
        }

        var heardAt = root.Moment("time");
        if (heardAt is null && root.TryGet("time", out _))
        {
            return new Rejection("bad-time", "time is ISO 8601 with its zone.");
        }

        return DecodeValues(root, heardAt ?? receivedAt, into);
    }

    private static Rejection? DecodeValues(JsonElement root, DateTimeOffset heardAt, Decoded into)
    {
        if (root.TryGet("object", out var decoded) && LoRaWanObject.SaysAnything(decoded))
        {
            return LoRaWanObject.TryRead(decoded, heardAt, out var stated, out var whyNot) ? Take(stated) : whyNot;
        }

        if (!root.TryGet("data", out var data) || data.ValueKind != JsonValueKind.String || data.ValueEquals(""))
        {
            var content = new Dictionary<string, object?> { ["fCnt"] = root.Whole("fCnt"), ["rssi"] = Rssi(root) };
            into.Facts.Add(new DeviceNote("heartbeat", heardAt, JsonSerializer.Serialize(content)));
            return null;
        }

        if (root.Whole("fPort") is not (AxiomaPacket.DataPort or AxiomaPacket.AlarmPort))
        {
            return new Rejection(
                "bad-meter-report",
                $"An uplink of a meter holds object, with volume_m3 or alarms in it, or data of an Axioma packet on port {AxiomaPacket.DataPort} or {AxiomaPacket.AlarmPort}.");
        }

        Span<byte> bytes = stackalloc byte[MostBase64Chars];
        if (root.Text("data", MostBase64Chars) is not { } text || !Convert.TryFromBase64String(text, bytes, out var length))
        {
            return new Rejection("bad-meter-report", $"data is base64 of at most {MostBase64Chars} characters.");
        }

        return AxiomaPacket.TryRead(bytes[..length], out var report, out var why) ? Take(report) : why;

        Rejection? Take(MeterReport report)
        {
            MeterFacts.Add(report with { SignalDbm = Rssi(root) }, heardAt, MeterClock.Differs(report.ReadAt, heardAt), into);
            return null;
        }
    }

    /// <summary>How well the best of the gateways heard it, dBm.</summary>
    private static double? Rssi(JsonElement root) =>
        root.TryGet("rxInfo", out var gateways) && gateways.ValueKind == JsonValueKind.Array
            ? gateways.EnumerateArray().Take(MostGateways).Select(g => g.Number("rssi")).Max()
            : null;
}
