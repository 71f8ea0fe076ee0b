using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>One region of an ECharts 4 map file, decoded to degrees in the datum of the file (GCJ-02).</summary>
internal sealed record EChartsRegion(string Code, string Name, IReadOnlyList<IReadOnlyList<IReadOnlyList<Coordinate>>> Polygons);
