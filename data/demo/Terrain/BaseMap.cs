namespace Gis.Demo.Terrain;

/// <summary>What the demo province stands on: counties, rivers and roads of the base map.</summary>
internal sealed record BaseMap(IReadOnlyList<County> Counties, RiverNetwork Rivers, RoadNetwork Roads)
{
    public County? CountyAt(LonLat point) => Counties.FirstOrDefault(county => county.Contains(point));
}
