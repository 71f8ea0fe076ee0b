namespace Gis.Ingest.Rollups;

/// <summary>What went through a meter between two moments; null where the register does not tell.</summary>
internal readonly record struct UseSegment(DateTimeOffset From, DateTimeOffset To, double? M3)
{
    public TimeSpan Length => To - From;
}
