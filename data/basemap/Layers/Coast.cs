using System.Globalization;
using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Layers;

/// <summary>The shore of Bohai, cut from the outlines of the world's land, and that land itself within a box.</summary>
internal static class Coast
{
    public static Layer Layer(IReadOnlyList<IReadOnlyList<Coordinate[]>> land, Envelope box)
    {
        var window = Shapes.Factory.ToGeometry(box);
        var lines = land
            .SelectMany(rings => rings)
            .SelectMany(ring => Near(ring, box))
            .SelectMany(run => Lines(Shapes.Factory.CreateLineString(run).Intersection(window)))
            .OrderByDescending(line => line.NumPoints)
            .ToList();
        return new Layer(
            new LayerEntry(
                "coast", "海岸线", "Coastline", "line", "ODbL-1.0", "© OpenStreetMap contributors",
                "npm @geo-maps/earth-coastlines-10m 0.6.0 (OpenStreetMap, 2017)", "0.6.0 (2017)",
                Approximate: false, MinZoom: 0, PublishedToAll: true, Owner: "demo"),
            [.. lines.Select((line, i) => new Feature(
                (i + 1).ToString(CultureInfo.InvariantCulture), line, new JsonObject { ["kind"] = line.IsClosed ? "island" : "mainland" }))]);
    }

    private static IEnumerable<LineString> Lines(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<LineString>().Where(line => !line.IsEmpty);

    /// <summary>The runs of a ring that come near the box. A continent's ring is long; its far part need not be cut.</summary>
    private static IEnumerable<Coordinate[]> Near(Coordinate[] ring, Envelope box)
    {
        var run = new List<Coordinate>();
        for (var i = 1; i < ring.Length; i++)
        {
            if (!box.Intersects(ring[i - 1], ring[i]))
            {
                if (run.Count > 0)
                {
                    yield return [.. run];
                    run.Clear();
                }

                continue;
            }

            if (run.Count == 0)
            {
                run.Add(ring[i - 1]);
            }

            run.Add(ring[i]);
        }

        if (run.Count > 0)
        {
            yield return [.. run];
        }
    }
}
