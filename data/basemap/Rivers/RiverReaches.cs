using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Rivers;

/// <summary>Joins the pieces of one river between two confluences to a reach, and numbers reaches and nodes in a fixed order.</summary>
internal static class RiverReaches
{
    private const double SmallestM = 2_000;

    public static IReadOnlyList<RiverReach> Of(RiverNetwork network, Func<RiverPiece, bool> isWanted)
    {
        var pieces = network.Pieces.Where(piece => piece.IsOriented && isWanted(piece)).ToList();
        var outflows = pieces.ToLookup(piece => piece.A);
        var inflows = pieces.ToLookup(piece => piece.B);
        pieces.RemoveAll(piece => IsBit(piece, inflows, outflows));
        outflows = pieces.ToLookup(piece => piece.A);
        inflows = pieces.ToLookup(piece => piece.B);

        bool IsPassedThrough(int node) => inflows[node].Count() == 1 && outflows[node].Count() == 1
            && inflows[node].First().Course == outflows[node].First().Course;

        var reaches = new List<RiverReach>();
        foreach (var first in pieces.Where(piece => !IsPassedThrough(piece.A)))
        {
            var run = new List<RiverPiece> { first };
            while (IsPassedThrough(run[^1].B))
            {
                run.Add(outflows[run[^1].B].First());
            }

            Coordinate[] line = [run[0].Line[0], .. run.SelectMany(piece => piece.Line[1..])];
            reaches.Add(new RiverReach(
                Id: 0, first.Course?.NameZh, first.Course?.NameEn, first.Course?.Kind ?? "river",
                run[0].A + 1, run[^1].B + 1, run.Sum(piece => piece.LengthM), line));
        }

        // A nameless second arm between the same two nodes adds nothing to where the water goes.
        return [.. reaches
            .GroupBy(reach => (reach.FromNode, reach.ToNode))
            .SelectMany(arms => arms.Where(arm => arm.NameZh is not null).DefaultIfEmpty(arms.First()))
            .Select((reach, i) => reach with { Id = i + 1 })];
    }

    /// <summary>A nameless stub too short to matter.</summary>
    private static bool IsBit(RiverPiece piece, ILookup<int, RiverPiece> inflows, ILookup<int, RiverPiece> outflows) =>
        piece.Course is null && piece.LengthM < SmallestM && (!inflows[piece.A].Any() || !outflows[piece.B].Any());
}
