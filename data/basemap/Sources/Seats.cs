using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>
/// Joins the project's own seat table (tables/seats.csv) with GB/T 2260 and GeoNames. A row names either its GeoNames place or, where
/// GeoNames has none, a position of its own. Any disagreement with the official code list stops the build.
/// </summary>
internal static class Seats
{
    public const string Province = "13";

    public static IReadOnlyList<Seat> Read(IEnumerable<string> csvLines, IReadOnlyList<GbCode> codes, IReadOnlyList<GeoName> places)
    {
        var official = codes
            .Where(row => row.Code.StartsWith(Province, StringComparison.Ordinal) && (row.IsPrefecture || row.IsCounty))
            .ToDictionary(row => row.Code, row => row.NameZh, StringComparer.Ordinal);
        var seats = csvLines.Skip(1).Where(line => line.Length > 0).Select(line => Row(line.Split(','), places)).ToList();

        foreach (var seat in seats)
        {
            if (!official.Remove(seat.Code, out var nameZh) || nameZh != seat.NameZh)
            {
                throw new InvalidDataException($"seats.csv has {seat.Code} {seat.NameZh}, GB/T 2260 has '{nameZh ?? "no such county"}'.");
            }
        }

        return official.Count == 0
            ? seats
            : throw new InvalidDataException($"seats.csv lacks {string.Join(", ", official.Select(row => $"{row.Key} {row.Value}"))}.");
    }

    private static Seat Row(string[] fields, IReadOnlyList<GeoName> places) => fields is [var code, var nameZh, var nameEn, var place, var lon, var lat]
        ? new Seat(code, nameZh, nameEn, place.Length > 0 ? Find(code, place, places) : new Coordinate(Degrees(lon), Degrees(lat)))
        : throw new InvalidDataException($"seats.csv: expected 6 fields, got '{string.Join(',', fields)}'.");

    private static Coordinate Find(string code, string name, IReadOnlyList<GeoName> places)
    {
        var named = places.Where(place => place.Admin1 == GeoNames.Hebei && place.Name == name).ToList();
        return (named.Find(place => place.Admin2 == code[..4]) ?? named.Find(place => place.Admin2.Length == 0))?.At.Copy()
            ?? throw new InvalidDataException($"GeoNames has no place '{name}' in {code[..4]} for the seat of {code}.");
    }

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
