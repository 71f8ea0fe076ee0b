using System.Security.Cryptography;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Video;

/// <summary>Takes the picture that came on <c>video/{camera}/snapshots/{event}</c>.</summary>
internal static class SnapshotDecoder
{
    public static void Decode(ReadOnlyMemory<byte> payload, string eventKey, Decoded into)
    {
        if (!Jpeg.TryCheck(payload.Span, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        into.Facts.Add(new SnapshotTaken(eventKey, Convert.ToHexStringLower(SHA256.HashData(payload.Span)), payload));
    }
}
