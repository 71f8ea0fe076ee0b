using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Video;

/// <summary>Either an event or why there is none.</summary>
internal readonly record struct VideoReading(VideoSighting? Sighting, Rejection? Why)
{
    public static implicit operator VideoReading(VideoSighting sighting) => new(sighting, null);

    public static VideoReading Refuse(string code, string reason) => new(null, new Rejection(code, reason));
}
