using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Video;

/// <summary>Which video events changed, and which of them something was seen in anew.</summary>
internal sealed class VideoOutcome
{
    public HashSet<long> Changed { get; } = [];

    public List<(Envelope From, VideoSighting Sighting, long Id)> Seen { get; } = [];
}
