using Gis.BaseMap.Geo;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Rivers;

/// <summary>Prepares the raw lines for a network: bridges the reservoirs, and cuts a line where another one ends on it or a course begins.</summary>
internal static class RiverLines
{
    public static IReadOnlyList<Coordinate[]> Cut(IReadOnlyList<Coordinate[]> lines, IEnumerable<RiverGap> gaps, IEnumerable<Coordinate> marks, double snapM, double markM)
    {
        var ends = lines.SelectMany(line => (Coordinate[])[line[0], line[^1]]).ToList();
        var bridges = gaps.Select(gap => (Coordinate[])[Closest(ends, gap.From, markM), Closest(ends, gap.To, markM)]);
        var all = lines.Concat(bridges).ToList();
        var cuts = all.Select(line => new SortedSet<int> { 0, line.Length - 1 }).ToList();
        ends.ForEach(end => CutNear(all, cuts, end, snapM));
        foreach (var mark in marks)
        {
            CutAtClosest(all, cuts, mark, markM);
        }

        return [.. all.SelectMany((line, i) => cuts[i].Zip(cuts[i].Skip(1), (from, to) => line[from..(to + 1)]))];
    }

    /// <summary>Every line that passes the end without ending there gets a node at its closest vertex.</summary>
    private static void CutNear(List<Coordinate[]> lines, List<SortedSet<int>> cuts, Coordinate end, double withinM)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var (vertex, distanceM) = ClosestVertex(line, end);
            if (distanceM <= withinM && Earth.MetresBetween(line[0], end) > withinM && Earth.MetresBetween(line[^1], end) > withinM)
            {
                cuts[i].Add(vertex);
            }
        }
    }

    private static void CutAtClosest(List<Coordinate[]> lines, List<SortedSet<int>> cuts, Coordinate mark, double withinM)
    {
        var (line, vertex, distanceM) = lines.Select((points, i) => (i, ClosestVertex(points, mark).Vertex, ClosestVertex(points, mark).DistanceM)).MinBy(hit => hit.DistanceM);
        if (distanceM > withinM)
        {
            throw new InvalidDataException($"No river line within {withinM:F0} m of {mark.X}, {mark.Y}: the course table does not fit the lines.");
        }

        cuts[line].Add(vertex);
    }

    private static (int Vertex, double DistanceM) ClosestVertex(Coordinate[] line, Coordinate at) =>
        line.Select((point, i) => (i, Earth.MetresBetween(point, at))).MinBy(hit => hit.Item2);

    private static Coordinate Closest(List<Coordinate> ends, Coordinate at, double withinM) =>
        ends.MinBy(end => Earth.MetresBetween(end, at)) is { } end && Earth.MetresBetween(end, at) <= withinM
            ? end
            : throw new InvalidDataException($"No river line ends within {withinM:F0} m of {at.X}, {at.Y}: the gap table does not fit the lines.");
}
