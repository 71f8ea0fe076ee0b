using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Video;

/// <summary>
/// Reads events of cameras: our unified form and the GB/T 28181 alarm (JSON of a gateway, or its own XML) on <c>video/{camera}/events</c>, ONVIF on
/// <c>onvif-ej</c>, Frigate on <c>frigate/events</c>.
/// </summary>
internal static class VideoDecoder
{
    public const int MostBytes = 64 << 10;

    public static void DecodeEvent(ReadOnlyMemory<byte> payload, string camera, Decoded into)
    {
        if (!Gb28181Xml.IsXml(payload.Span))
        {
            Take(payload, into, root => root.TryGet("method", out _) && root.TryGet("deviceId", out _)
                ? Gb28181Alarm.Read(root, camera)
                : UnifiedEvent.Read(root, camera));
        }
        else if (Gb28181Xml.TryToJson(payload, out var json, out var why))
        {
            Take(json, into, root => Gb28181Alarm.Read(root, camera));
        }
        else
        {
            into.Rejections.Add(why);
        }
    }

    /// <param name="payload">The event's JSON.</param>
    /// <param name="localTopic">The topic after <c>onvif-ej/</c>.</param>
    /// <param name="into">Where the event goes.</param>
    public static void DecodeOnvif(ReadOnlyMemory<byte> payload, string localTopic, Decoded into) =>
        Take(payload, into, root => OnvifEvent.Read(root, localTopic));

    public static void DecodeFrigate(ReadOnlyMemory<byte> payload, Decoded into) => Open(payload, into, root => FrigateEvent.Decode(root, into));

    private static void Take(ReadOnlyMemory<byte> payload, Decoded into, Func<JsonElement, VideoReading> read) => Open(payload, into, root =>
    {
        var reading = read(root);
        if (reading.Sighting is { } sighting)
        {
            into.Facts.Add(sighting);
        }
        else
        {
            into.Rejections.Add(reading.Why!);
        }
    });

    private static void Open(ReadOnlyMemory<byte> payload, Decoded into, Action<JsonElement> take)
    {
        if (!BoundedJson.TryParse(payload, MostBytes, out var document, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                into.Rejections.Add(new Rejection("bad-video-event", "A video event is a JSON object."));
                return;
            }

            take(document.RootElement);
        }
    }
}
