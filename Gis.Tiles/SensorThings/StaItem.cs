namespace Gis.Tiles.SensorThings;

/// <summary>An entity as it was read: its key, what it is sorted by as text, its properties as JSON, and those related to it that were asked for too.</summary>
internal sealed record StaItem(StaKey Key, string?[] Sort, string?[] Properties)
{
    public Dictionary<string, StaPage> Expanded { get; } = [];
}
