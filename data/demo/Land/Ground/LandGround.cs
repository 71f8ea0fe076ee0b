using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Ground;

/// <summary>What the base map says of a window, in metres of its frame.</summary>
/// <param name="Sea">Null where there is none.</param>
internal sealed record LandGround(
    LandWindow Window, LandFrame Frame, string CountyZh, string CountyEn, IReadOnlyList<GroundLine> Roads, IReadOnlyList<GroundLine> Rivers,
    IReadOnlyList<Geometry> Lakes, Geometry? Sea);
