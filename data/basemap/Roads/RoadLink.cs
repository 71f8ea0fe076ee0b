using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Roads;

/// <summary>A road between two places before it is drawn.</summary>
internal sealed record RoadLink(int From, int To, RoadClass Class, Coordinate[] Line);
