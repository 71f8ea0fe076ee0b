using Gis.BaseMap.Geo;
using Gis.BaseMap.Layers;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Roads;

/// <summary>Chooses which places are joined by which class of road, over land.</summary>
internal sealed class RoadLinks(IReadOnlyList<Place> places, Geometry land)
{
    private static readonly (RoadClass Class, PlaceClass Down, double LongestM)[] Levels =
    [
        (RoadClass.Motorway, PlaceClass.Prefecture, 280_000),
        (RoadClass.Primary, PlaceClass.County, 130_000),
        (RoadClass.Secondary, PlaceClass.Town, 60_000),
    ];

    private readonly Ground _ground = new(land);

    public IReadOnlyList<RoadLink> Choose()
    {
        var links = new Dictionary<(int, int), RoadLink>();
        var joined = new Components(places.Count);
        var refused = new List<(int A, int B)>();
        foreach (var (roadClass, down, longestM) in Levels)
        {
            var members = Enumerable.Range(0, places.Count).Where(i => places[i].Class <= down).ToList();
            var trunk = new Components(places.Count);
            foreach (var (a, b) in Pairs(members))
            {
                var line = Bend.Between(places[a].At, places[b].At);
                if (Earth.LengthM(line) > longestM || !_ground.Carries(line))
                {
                    refused.Add((a, b));
                    continue;
                }

                // The shortest connections form the trunk of their level; what only shortens a detour is a class lower.
                var isTrunk = trunk.Join(a, b) || roadClass != RoadClass.Primary;
                links.TryAdd((a, b), new RoadLink(a, b, isTrunk ? roadClass : RoadClass.Secondary, line));
                joined.Join(a, b);
            }
        }

        // What was too long or too wet, shortest first, as far as it is needed to hold the whole together.
        foreach (var (a, b) in refused.Distinct().OrderBy(pair => Earth.MetresBetween(places[pair.A].At, places[pair.B].At)))
        {
            if (joined.Join(a, b))
            {
                links[(a, b)] = new RoadLink(a, b, RoadClass.Secondary, Bend.Between(places[a].At, places[b].At));
            }
        }

        return [.. links.Values];
    }

    /// <summary>Neighbours among the members, nearest pair first.</summary>
    private IEnumerable<(int A, int B)> Pairs(List<int> members) => GabrielGraph.Edges([.. members.Select(i => Ground.Flat(places[i].At))])
        .Select(pair => (A: members[pair.A], B: members[pair.B]))
        .OrderBy(pair => Earth.MetresBetween(places[pair.A].At, places[pair.B].At));
}
