namespace Gis.Tiles.SensorThings;

/// <summary>A page of entities.</summary>
/// <param name="HasMore">Others follow, or may.</param>
/// <param name="Count">How many there are in all; null where it was not asked for, or takes too long to find out.</param>
internal sealed record StaPage(List<StaItem> Items, bool HasMore, long? Count)
{
    public static StaPage Empty => new([], false, null);
}
