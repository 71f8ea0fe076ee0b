using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>
/// Reads <c>meters/{meter}/up</c> and <c>meters/{meter}/event</c> in our own form, in the NB-IoT (CTWing) form, or as a decoded SL 651 report, told
/// apart by their fields.
/// </summary>
internal static class MeterDecoder
{
    public const int MostBytes = 64 << 10;

    public static void Decode(ReadOnlyMemory<byte> payload, string meter, DateTimeOffset receivedAt, Decoded into)
    {
        if (!BoundedJson.TryParse(payload, MostBytes, out var document, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        using (document)
        {
            var root = document.RootElement;
            var id = root.Text("meterId") ?? root.Text("meterCode") ?? root.Text("deviceId") ?? root.Text("station");
            if (id is null)
            {
                into.Rejections.Add(new Rejection(
                    "no-meter", "A meter's message names it: meterId, deviceId in the NB-IoT form, or station in a decoded SL 651 report."));
            }
            else if (!string.Equals(id, meter, StringComparison.Ordinal))
            {
                into.Rejections.Add(new Rejection("topic-mismatch", "The meter in the message must be the one in its topic."));
            }
            else if (root.TryGet("elements", out _))
            {
                Sl651Form.Decode(root, receivedAt, into);
            }
            else if (TryRead(root, into, out var report))
            {
                MeterFacts.Add(report, receivedAt, MeterClock.IsAhead(report.ReadAt, receivedAt), into);
            }
        }
    }

    private static bool TryRead(JsonElement root, Decoded into, out MeterReport report)
    {
        var isOurs = root.TryGet("meterId", out _);
        if (isOurs)
        {
            SenderNumber.Take(root, root.Moment("readAt"), into);
        }

        var read = isOurs
            ? OwnMeterForm.TryRead(root, out report, out var why)
            : NbIotMeterForm.TryRead(root, out report, out why);
        if (!read)
        {
            into.Rejections.Add(why!);
        }

        return read;
    }
}
