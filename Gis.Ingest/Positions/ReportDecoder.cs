using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Positions;

/// <summary>Reads <c>units/{unit}/reports</c>: <c>{"time","order","state","text"}</c>.</summary>
internal static class ReportDecoder
{
    private const int MostBytes = 16 << 10;
    private const int MostChars = 2_000;
    private static readonly string[] States = ["acknowledged", "refused", "en_route", "staged", "on_scene", "done", "failed"];

    public static void Decode(ReadOnlyMemory<byte> payload, Decoded into)
    {
        if (!BoundedJson.TryParse(payload, MostBytes, out var document, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        using (document)
        {
            var root = document.RootElement;
            SenderNumber.TakeForReceipt(root, into);
            if (root.Moment("time") is not { } at)
            {
                into.Rejections.Add(new Rejection("bad-time", "time is ISO 8601 with its zone, or milliseconds since 1970."));
            }
            else if (root.Text("state") is not { } state || !States.Contains(state, StringComparer.Ordinal))
            {
                into.Rejections.Add(new Rejection("bad-state", $"state is one of {string.Join(", ", States)}."));
            }
            else if (root.TryGet("order", out _) && root.Text("order", 64) is null)
            {
                into.Rejections.Add(new Rejection("bad-order", "order is the order's code, a text of at most 64 characters."));
            }
            else if (root.TryGet("text", out _) && root.Text("text", MostChars) is null)
            {
                into.Rejections.Add(new Rejection("bad-text", $"text is a text of at most {MostChars} characters."));
            }
            else
            {
                into.Facts.Add(new UnitReport(at, root.Text("order", 64), state, root.Text("text", MostChars)));
            }
        }
    }
}
