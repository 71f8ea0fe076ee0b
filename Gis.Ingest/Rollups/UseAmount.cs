namespace Gis.Ingest.Rollups;

/// <summary>The use of one period.</summary>
internal readonly record struct UseAmount(double M3, UseState State)
{
    /// <summary>No better known than this.</summary>
    public UseAmount AtMost(UseState state) => State > state ? this with { State = state } : this;

    /// <summary>The better known of the two; the first where both are known as well.</summary>
    public static UseAmount? Better(UseAmount? first, UseAmount? second) => second?.State > first?.State || first is null ? second : first;
}
