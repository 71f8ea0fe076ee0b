using Gis.BaseMap.Geo;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Rivers;

/// <summary>The nodes and pieces of the river lines, and the paths along them. Ends that almost meet are one node.</summary>
internal sealed class RiverNetwork
{
    private readonly List<Coordinate> _nodes = [];
    private readonly List<RiverPiece> _pieces;
    private readonly ILookup<int, RiverPiece> _piecesAt;

    public RiverNetwork(IEnumerable<Coordinate[]> lines, double snapM)
    {
        _pieces = [.. lines.Select(line => Piece(line, snapM)).Where(piece => piece.A != piece.B)];
        _piecesAt = _pieces.SelectMany(piece => (int[])[piece.A, piece.B], (piece, node) => (piece, node)).ToLookup(end => end.node, end => end.piece);
    }

    public IReadOnlyList<RiverPiece> Pieces => _pieces;

    public IReadOnlyList<Coordinate> Nodes => _nodes;

    public IEnumerable<RiverPiece> At(int node) => _piecesAt[node];

    public int Nearest(Coordinate at, double withinM)
    {
        var nearest = Enumerable.Range(0, _nodes.Count).MinBy(node => Earth.MetresBetween(_nodes[node], at));
        return Earth.MetresBetween(_nodes[nearest], at) <= withinM
            ? nearest
            : throw new InvalidDataException($"No river node within {withinM:F0} m of {at.X}, {at.Y}: the course table does not fit the lines.");
    }

    /// <summary>Distance along the water from the nearest of the given nodes; a node that cannot be reached is absent.</summary>
    public IReadOnlyDictionary<int, double> DistanceM(IEnumerable<int> from) => Search(from).DistanceM;

    /// <summary>The shortest way along the water, as pieces in order.</summary>
    public IReadOnlyList<RiverPiece> Path(int from, int to)
    {
        var arrivedBy = Search([from]).ArrivedBy;
        var path = new List<RiverPiece>();
        for (var node = to; node != from; node = path[^1].Other(node))
        {
            path.Add(arrivedBy.TryGetValue(node, out var piece)
                ? piece
                : throw new InvalidDataException($"No water leads from {_nodes[from]} to {_nodes[to]}: the course table does not fit the lines."));
        }

        path.Reverse();
        return path;
    }

    private (Dictionary<int, double> DistanceM, Dictionary<int, RiverPiece> ArrivedBy) Search(IEnumerable<int> from)
    {
        var distanceM = new Dictionary<int, double>();
        var arrivedBy = new Dictionary<int, RiverPiece>();
        var queue = new PriorityQueue<(int Node, RiverPiece? By), double>(from.Select(node => ((node, (RiverPiece?)null), 0.0)));
        while (queue.TryDequeue(out var next, out var soFarM))
        {
            if (!distanceM.TryAdd(next.Node, soFarM))
            {
                continue;
            }

            if (next.By is not null)
            {
                arrivedBy[next.Node] = next.By;
            }

            foreach (var piece in At(next.Node))
            {
                queue.Enqueue((piece.Other(next.Node), piece), soFarM + piece.LengthM);
            }
        }

        return (distanceM, arrivedBy);
    }

    private RiverPiece Piece(Coordinate[] line, double snapM)
    {
        var (a, b) = (Node(line[0], snapM), Node(line[^1], snapM));
        Coordinate[] snapped = [_nodes[a].Copy(), .. line[1..^1], _nodes[b].Copy()];
        return new RiverPiece(a, b, snapped);
    }

    private int Node(Coordinate at, double snapM)
    {
        var known = _nodes.FindIndex(node => Earth.MetresBetween(node, at) <= snapM);
        if (known >= 0)
        {
            return known;
        }

        _nodes.Add(at.Copy());
        return _nodes.Count - 1;
    }
}
