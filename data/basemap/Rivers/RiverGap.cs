using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Rivers;

/// <summary>A reservoir at which the source's line breaks off: the river goes on from one end to the other.</summary>
internal sealed record RiverGap(string NameZh, string NameEn, Coordinate From, Coordinate To)
{
    public static IReadOnlyList<RiverGap> Read(IEnumerable<string> csvLines) => [.. csvLines.Skip(1).Where(line => line.Length > 0).Select(Row)];

    private static RiverGap Row(string line) => line.Split(',') is [var nameZh, var nameEn, var fromLon, var fromLat, var toLon, var toLat]
        ? new RiverGap(nameZh, nameEn, new Coordinate(Number(fromLon), Number(fromLat)), new Coordinate(Number(toLon), Number(toLat)))
        : throw new InvalidDataException($"Expected name_zh,name_en,from_lon,from_lat,to_lon,to_lat, got '{line}'.");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
