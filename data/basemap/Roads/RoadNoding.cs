using Gis.BaseMap.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using NetTopologySuite.Noding.Snapround;

namespace Gis.BaseMap.Roads;

/// <summary>Cuts the roads at every crossing, so that one can turn there, and numbers nodes and edges in a fixed order.</summary>
internal static class RoadNoding
{
    // A micro-degree, a tenth of a metre: also the precision of the written layer, so that both say the same.
    private const double Grid = 1e6;

    public static RoadGraph Graph(IReadOnlyList<RoadLink> links)
    {
        var noder = new SnapRoundingNoder(new PrecisionModel(Grid));
        noder.ComputeNodes([.. links.Select(ISegmentString (link) => new NodedSegmentString(link.Line, link.Class))]);

        // Where two roads run on the same ground the higher class stays.
        var pieces = noder.GetNodedSubstrings()
            .Select(piece => (Class: (RoadClass)piece.Context, Line: piece.Coordinates))
            .Where(piece => Earth.LengthM(piece.Line) > 0)
            .OrderBy(piece => piece.Class)
            .DistinctBy(piece => Key(piece.Line))
            .OrderBy(piece => piece.Line[0]).ThenBy(piece => piece.Line[^1]).ThenBy(piece => piece.Class)
            .ToList();
        var nodes = pieces
            .SelectMany(piece => (Coordinate[])[piece.Line[0], piece.Line[^1]])
            .Distinct().Order()
            .Select((at, i) => (At: at, Id: i + 1L))
            .ToDictionary(node => node.At, node => node.Id);
        return new RoadGraph(
            [.. nodes.OrderBy(node => node.Value).Select(node => new RoadNode(node.Value, node.Key.X, node.Key.Y))],
            [.. pieces.Select((piece, i) => new RoadEdge(
                i + 1, nodes[piece.Line[0]], nodes[piece.Line[^1]], piece.Class, Earth.LengthM(piece.Line), piece.Line))]);
    }

    private static string Key(Coordinate[] line)
    {
        var forward = line[0].CompareTo(line[^1]) <= 0;
        return string.Join(' ', (forward ? line : line.Reverse()).Select(at => FormattableString.Invariant($"{at.X:F6},{at.Y:F6}")));
    }
}
