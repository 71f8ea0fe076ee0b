using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Geo;

/// <summary>The part of the world that the base map is about: Hebei with a rim.</summary>
internal static class GeoBox
{
    public static Envelope Hebei { get; } = new(113.4, 119.9, 36.0, 42.7);
}
