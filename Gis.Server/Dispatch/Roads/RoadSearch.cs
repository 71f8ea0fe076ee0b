namespace Gis.Server.Dispatch.Roads;

/// <summary>The ways to one destination, asked for from any number of places.</summary>
internal sealed class RoadSearch(RoadNetwork roads, LonLat destination, RoadPoint goal, RoadLabels labels)
{
    /// <summary>
    /// The quickest way from a place to the destination by road, or straight across where that is no more open ground than to the road and from it;
    /// null where the roads do not connect.
    /// </summary>
    public RoadRoute? From(LonLat place)
    {
        var byRoad = FromByRoad(place);
        var across = place.MetresTo(destination);
        return byRoad is null || across > byRoad.OffRoadMetres
            ? byRoad
            : new RoadRoute(0, across / RoadNetwork.OffRoadMps, across, WithoutRepeats([place, destination]));
    }

    private RoadRoute? FromByRoad(LonLat place)
    {
        if (roads.Snap(place) is not { } start || Leave(start) is not { } way)
        {
            return null;
        }

        var line = new List<LonLat> { place };
        var metres = Walk(start, way, line);
        line.Add(destination);
        var offRoad = start.OffRoadMetres + goal.OffRoadMetres;
        return new RoadRoute(metres, way.Seconds + (offRoad / RoadNetwork.OffRoadMps), offRoad, WithoutRepeats(line));
    }

    /// <summary>Which way to leave the starting edge: towards either end, or straight along it when the destination lies on it too.</summary>
    private Departure? Leave(RoadPoint start)
    {
        var edge = roads.Edges[start.Edge];
        Departure[] choices =
        [
            new(edge.From, 0, (edge.Seconds * start.Share) + labels.Seconds[edge.From]),
            new(edge.To, 1, (edge.Seconds * (1 - start.Share)) + labels.Seconds[edge.To]),
            new(null, goal.Share, start.Edge == goal.Edge ? edge.Seconds * Math.Abs(start.Share - goal.Share) : double.PositiveInfinity),
        ];
        var best = choices.MinBy(choice => choice.Seconds)!;
        return double.IsFinite(best.Seconds) ? best : null;
    }

    private double Walk(RoadPoint start, Departure way, List<LonLat> line)
    {
        var edge = roads.Edges[start.Edge];
        line.AddRange(edge.Piece(start.Share, way.Share));
        var metres = edge.LengthMetres * Math.Abs(start.Share - way.Share);
        for (var node = way.Node; node is { } at;)
        {
            var reachedBy = labels.ReachedBy[at];
            edge = roads.Edges[reachedBy];
            var from = edge.From == at ? 0 : 1;
            var last = IsLastStep(at, reachedBy, edge);
            var to = last ? goal.Share : 1 - from;
            line.AddRange(edge.Piece(from, to));
            metres += edge.LengthMetres * Math.Abs(to - from);
            node = last ? null : edge.From == at ? edge.To : edge.From;
        }

        return metres;
    }

    /// <summary>The goal's edge is entered for the last time when the node's seconds are just the piece to the goal.</summary>
    private bool IsLastStep(int node, int reachedBy, RoadEdge edge) =>
        reachedBy == goal.Edge && labels.Seconds[node] <= edge.Seconds * (edge.From == node ? goal.Share : 1 - goal.Share);

    private static List<LonLat> WithoutRepeats(List<LonLat> line)
    {
        var kept = new List<LonLat>(line.Count);
        foreach (var at in line)
        {
            if (kept.Count == 0 || kept[^1].MetresTo(at) > 0.5)
            {
                kept.Add(at);
            }
        }

        return kept;
    }

    private sealed record Departure(int? Node, double Share, double Seconds);
}
