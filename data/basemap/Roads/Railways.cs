using System.Globalization;
using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Layers;
using Gis.BaseMap.Output;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Roads;

/// <summary>Generated railways: between neighbouring cities by the shortest way over the county towns between them. The layer owns up to being generated.</summary>
internal sealed class Railways(IReadOnlyList<Place> places, Geometry land)
{
    private const double LongestM = 280_000;

    /// <summary>A line that is there is rather used than a new one laid beside it.</summary>
    private const double ShareOnLaidLine = 0.6;

    private readonly Ground _ground = new(land);

    public Layer Layer() => new(
        new LayerEntry(
            "railways", "铁路(模拟示意)", "Railways (generated)", "line", "CC-BY-4.0", "GeoNames (CC BY 4.0)",
            "Generated between real places (shortest ways over a Gabriel graph); courses are made up", "generated 1",
            Approximate: true, MinZoom: 6, PublishedToAll: true, Owner: "demo"),
        [.. Choose().Select((line, index) => new Feature(
            (index + 1).ToString(CultureInfo.InvariantCulture),
            Shapes.Factory.CreateLineString(line),
            new JsonObject { ["length_m"] = Math.Round(Earth.LengthM(line), 1), ["min_zoom"] = 6 }))]);

    private IEnumerable<Coordinate[]> Choose()
    {
        var towns = places.Where(place => place.Class <= PlaceClass.County).ToList();
        var lines = new Dictionary<(int A, int B), Coordinate[]>();
        foreach (var (a, b) in GabrielGraph.Edges([.. towns.Select(town => Ground.Flat(town.At))]))
        {
            // Laid from the other end a line bends to the other side than the road between the same towns.
            var line = Bend.Between(towns[b].At, towns[a].At);
            if (_ground.Carries(line))
            {
                lines[(a, b)] = line;
            }
        }

        var laid = new HashSet<(int, int)>();
        var cities = Enumerable.Range(0, towns.Count).Where(i => towns[i].Class <= PlaceClass.Prefecture).ToList();
        foreach (var (a, b) in GabrielGraph.Edges([.. cities.Select(i => Ground.Flat(towns[i].At))])
            .Select(pair => (A: cities[pair.A], B: cities[pair.B]))
            .Where(pair => Earth.MetresBetween(towns[pair.A].At, towns[pair.B].At) <= LongestM)
            .OrderBy(pair => Earth.MetresBetween(towns[pair.A].At, towns[pair.B].At)))
        {
            laid.UnionWith(Way(a, b, towns.Count, lines, laid));
        }

        return laid.Order().Select(pair => lines[pair]);
    }

    /// <summary>The edges of the shortest way; none where there is no way.</summary>
    private static List<(int, int)> Way(int from, int to, int count, Dictionary<(int A, int B), Coordinate[]> lines, HashSet<(int, int)> laid)
    {
        var neighbours = lines.SelectMany(line => new[] { (At: line.Key.A, To: line.Key.B, line.Key), (At: line.Key.B, To: line.Key.A, line.Key) }).ToLookup(edge => edge.At);
        var best = Enumerable.Repeat(double.PositiveInfinity, count).ToArray();
        var cameBy = new (int From, (int, int) Edge)?[count];
        var open = new PriorityQueue<int, double>([(from, 0)]);
        best[from] = 0;
        while (open.TryDequeue(out var at, out var far) && at != to)
        {
            foreach (var edge in far > best[at] ? [] : neighbours[at])
            {
                var reached = far + (Earth.LengthM(lines[edge.Key]) * (laid.Contains(edge.Key) ? ShareOnLaidLine : 1));
                if (reached < best[edge.To])
                {
                    (best[edge.To], cameBy[edge.To]) = (reached, (at, edge.Key));
                    open.Enqueue(edge.To, reached);
                }
            }
        }

        var way = new List<(int, int)>();
        for (var at = to; cameBy[at] is { } step; at = step.From)
        {
            way.Add(step.Edge);
        }

        return way;
    }
}
