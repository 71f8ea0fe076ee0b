namespace Gis.Ingest.Hj212;

/// <summary>How far a packet may stray from the standard.</summary>
internal sealed record Hj212Limits(int MostSegmentBytes = 1024, bool AllowMissingLineFeed = true)
{
    public static readonly Hj212Limits Standard = new();
}
