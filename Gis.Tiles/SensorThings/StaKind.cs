namespace Gis.Tiles.SensorThings;

/// <summary>What a property or a part of a filter gives.</summary>
internal enum StaKind
{
    Boolean,
    Number,
    Text,
    Instant,

    /// <summary>A day of UTC.</summary>
    Day,

    /// <summary>A time of day, UTC.</summary>
    Clock,
    Duration,
    Geometry,

    /// <summary>JSON that can be asked for its members.</summary>
    Json,
}
