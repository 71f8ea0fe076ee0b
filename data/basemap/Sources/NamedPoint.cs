using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>A name that belongs to whatever lies within a radius of a point: how unnamed shapes get the names that everybody knows.</summary>
internal sealed record NamedPoint(string NameZh, string NameEn, Coordinate At, double RadiusM)
{
    public static IReadOnlyList<NamedPoint> Read(IEnumerable<string> csvLines) => [.. csvLines.Skip(1).Where(line => line.Length > 0).Select(Row)];

    private static NamedPoint Row(string line) => line.Split(',') is [var nameZh, var nameEn, var lon, var lat, var radiusKm]
        ? new NamedPoint(nameZh, nameEn, new Coordinate(Number(lon), Number(lat)), Number(radiusKm) * 1000)
        : throw new InvalidDataException($"Expected name_zh,name_en,lon,lat,radius_km, got '{line}'.");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
