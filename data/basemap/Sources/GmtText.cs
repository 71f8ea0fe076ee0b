using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>Reads GMT's multi-segment text: a header line that starts with '&gt;', then one "lon lat" a line.</summary>
internal static class GmtText
{
    public static IEnumerable<GmtSegment> Read(IEnumerable<string> lines)
    {
        string? header = null;
        var points = new List<Coordinate>();
        foreach (var line in lines)
        {
            if (line.StartsWith('>'))
            {
                if (header is not null && points.Count > 0)
                {
                    yield return new GmtSegment(header, points);
                }

                header = line[1..].Trim();
                points = [];
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                points.Add(Point(line));
            }
        }

        if (header is not null && points.Count > 0)
        {
            yield return new GmtSegment(header, points);
        }
    }

    private static Coordinate Point(string line)
    {
        var fields = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return new Coordinate(double.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[1], CultureInfo.InvariantCulture));
    }
}
