namespace Gis.Tiles.Filters;

/// <summary>What a part of a filter gives.</summary>
internal enum ValueKind
{
    Boolean,
    Number,
    Text,

    /// <summary>A time, or a day.</summary>
    Instant,

    Interval,
    Geometry,
}
