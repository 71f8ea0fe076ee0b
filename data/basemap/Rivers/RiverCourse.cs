using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Rivers;

/// <summary>A river that everybody knows: its name, and points along it from its source to where it ends.</summary>
internal sealed record RiverCourse(string NameZh, string NameEn, string Kind, IReadOnlyList<Coordinate> Downstream)
{
    public static IReadOnlyList<RiverCourse> Read(IEnumerable<string> csvLines) => [.. csvLines.Skip(1).Where(line => line.Length > 0).Select(Row)];

    private static RiverCourse Row(string line) => line.Split(',') is [var nameZh, var nameEn, var kind, var course]
        ? new RiverCourse(nameZh, nameEn, kind, [.. course.Split(';').Select(Point)])
        : throw new InvalidDataException($"Expected name_zh,name_en,kind,course, got '{line}'.");

    private static Coordinate Point(string text) => text.Split(' ') is [var lon, var lat]
        ? new Coordinate(double.Parse(lon, CultureInfo.InvariantCulture), double.Parse(lat, CultureInfo.InvariantCulture))
        : throw new InvalidDataException($"Expected 'lon lat', got '{text}'.");
}
