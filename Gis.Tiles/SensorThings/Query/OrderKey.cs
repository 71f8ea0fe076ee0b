using Gis.Tiles.Filters;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>What entities are sorted by.</summary>
internal sealed record OrderKey(PropertyReference Reference, bool IsDescending)
{
    public override string ToString() => $"{(IsDescending ? '-' : '+')}{Reference.Name}";
}
