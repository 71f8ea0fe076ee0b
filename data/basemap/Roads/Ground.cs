using Gis.BaseMap.Geo;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Gis.BaseMap.Roads;

/// <summary>The land that ways are laid on; a bridge may be short.</summary>
internal sealed class Ground(Geometry land)
{
    private const double OverWaterAllowedDeg = 0.02;
    private const double MiddleLatitudeDeg = 39;

    private readonly IPreparedGeometry _land = PreparedGeometryFactory.Prepare(land);

    public bool Carries(Coordinate[] points)
    {
        var line = Shapes.Factory.CreateLineString(points);
        return _land.Covers(line) || line.Difference(land).Length < OverWaterAllowedDeg;
    }

    /// <summary>The place with its longitude squeezed, so that equal distances look equal.</summary>
    public static Coordinate Flat(Coordinate at) => new(at.X * Math.Cos(double.DegreesToRadians(MiddleLatitudeDeg)), at.Y);
}
