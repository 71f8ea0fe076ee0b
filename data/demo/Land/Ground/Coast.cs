using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Polygonize;

namespace Gis.Demo.Land.Ground;

/// <summary>Tells sea from land in a window.</summary>
internal static class Coast
{
    private const double StepM = 150;

    /// <summary>The parts of the window, cut along the coast, that lie mostly outside the county; null where there are none.</summary>
    public static Geometry? SeaOf(LandFrame frame, IReadOnlyList<Geometry> coast, County county)
    {
        if (coast.Count == 0)
        {
            return null;
        }

        var cuts = coast.Select(line => Wavy(line).Intersection(frame.Box)).Append(frame.Box.ExteriorRing).Aggregate((all, one) => all.Union(one));
        var parts = new Polygonizer();
        parts.Add(cuts);
        var sea = parts.GetPolygons().Where(part => !IsLand((Polygon)part, frame, county)).ToList();
        return sea.Count == 0 ? null : Shape.Factory.BuildGeometry(sea).Union();
    }

    /// <summary>The base map's coast is coarse: between its points it swings by some metres, as shores do.</summary>
    private static Geometry Wavy(Geometry coast)
    {
        var dense = NetTopologySuite.Densify.Densifier.Densify(coast, 45);
        return Shape.Moved(dense, at => new Coordinate(
            at.X + (26 * Math.Sin(at.Y / 170)) + (9 * Math.Sin(at.Y / 47)), at.Y + (22 * Math.Sin(at.X / 140)) + (8 * Math.Sin(at.X / 39))));
    }

    private static bool IsLand(Polygon part, LandFrame frame, County county)
    {
        var (inside, all) = (0, 0);
        var box = part.EnvelopeInternal;
        for (var x = box.MinX + (StepM / 2); x < box.MaxX; x += StepM)
        {
            for (var y = box.MinY + (StepM / 2); y < box.MaxY; y += StepM)
            {
                if (part.Contains(Shape.Factory.CreatePoint(new Coordinate(x, y))))
                {
                    var at = frame.ToLonLat(new Coordinate(x, y));
                    all++;
                    inside += county.Contains(new LonLat(at.X, at.Y)) ? 1 : 0;
                }
            }
        }

        return 2 * inside >= all;
    }
}
