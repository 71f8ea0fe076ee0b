using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Video;

/// <summary>Reads events of cameras: our unified form and the normalised GB/T 28181 alarm on <c>video/{camera}/events</c>, ONVIF on <c>onvif-ej</c>.</summary>
internal static class VideoDecoder
{
    public const int MostBytes = 64 << 10;

    public static void DecodeEvent(ReadOnlyMemory<byte> payload, string camera, Decoded into) =>
        Decode(payload, into, root => root.TryGet("method", out _) && root.TryGet("deviceId", out _)
            ? Gb28181Alarm.Read(root, camera)
            : UnifiedEvent.Read(root, camera));

    /// <param name="payload">The event's JSON.</param>
    /// <param name="localTopic">The topic after <c>onvif-ej/</c>.</param>
    /// <param name="into">Where the event goes.</param>
    public static void DecodeOnvif(ReadOnlyMemory<byte> payload, string localTopic, Decoded into) =>
        Decode(payload, into, root => OnvifEvent.Read(root, localTopic));

    private static void Decode(ReadOnlyMemory<byte> payload, Decoded into, Func<JsonElement, VideoReading> read)
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

            var reading = read(document.RootElement);
            if (reading.Sighting is { } sighting)
            {
                into.Facts.Add(sighting);
            }
            else
            {
                into.Rejections.Add(reading.Why!);
            }
        }
    }
}
