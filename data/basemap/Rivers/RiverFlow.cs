namespace Gis.BaseMap.Rivers;

/// <summary>
/// Gives every piece its direction. The known courses say theirs; every other piece flows to the nearest known course, and one that links two
/// known courses flows from the one further upstream. The result has no cycle, so that a discharge comes to an end.
/// </summary>
internal static class RiverFlow
{
    public static void Orient(RiverNetwork network, IEnumerable<RiverCourse> courses, double markM)
    {
        foreach (var course in courses)
        {
            Follow(network, course, markM);
        }

        var known = network.Pieces.Where(piece => piece.IsOriented).SelectMany(piece => (int[])[piece.A, piece.B]).Distinct().ToList();
        var place = Order(network.Pieces.Where(piece => piece.IsOriented)).Select((node, i) => (node, i)).ToDictionary(pair => pair.node, pair => pair.i);
        var distanceM = network.DistanceM(known);
        foreach (var piece in network.Pieces.Where(piece => !piece.IsOriented && distanceM.ContainsKey(piece.A)))
        {
            piece.FlowFrom(IsUpstream(piece.A, piece.B, distanceM, place) ? piece.A : piece.B);
        }
    }

    /// <summary>The nodes from source to mouth; throws when the water would run in a circle.</summary>
    public static IReadOnlyList<int> Order(IEnumerable<RiverPiece> flowing)
    {
        var pieces = flowing.ToList();
        var inflows = pieces.GroupBy(piece => piece.B).ToDictionary(group => group.Key, group => group.Count());
        var outflows = pieces.ToLookup(piece => piece.A);
        var nodes = pieces.SelectMany(piece => (int[])[piece.A, piece.B]).Distinct().Order().ToList();
        var ready = new Queue<int>(nodes.Where(node => !inflows.ContainsKey(node)));
        var order = new List<int>(nodes.Count);
        while (ready.TryDequeue(out var node))
        {
            order.Add(node);
            foreach (var piece in outflows[node])
            {
                if (--inflows[piece.B] == 0)
                {
                    ready.Enqueue(piece.B);
                }
            }
        }

        return order.Count == nodes.Count ? order : throw new InvalidDataException("The river courses run in a circle.");
    }

    private static void Follow(RiverNetwork network, RiverCourse course, double markM)
    {
        var stops = course.Downstream.Select(at => network.Nearest(at, markM)).ToList();
        for (var i = 1; i < stops.Count; i++)
        {
            var node = stops[i - 1];
            foreach (var piece in network.Path(stops[i - 1], stops[i]))
            {
                var next = piece.Other(node);
                if (!piece.IsOriented)
                {
                    piece.BelongTo(course, node);
                }

                node = next;
            }
        }
    }

    private static bool IsUpstream(int a, int b, IReadOnlyDictionary<int, double> distanceM, Dictionary<int, int> place)
    {
        if (distanceM[a] != distanceM[b])
        {
            return distanceM[a] > distanceM[b];
        }

        return place.TryGetValue(a, out var placeA) && place.TryGetValue(b, out var placeB) ? placeA < placeB : a < b;
    }
}
