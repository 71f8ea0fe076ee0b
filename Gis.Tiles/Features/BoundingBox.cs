using System.Globalization;
using Gis.Tiles.Problems;

namespace Gis.Tiles.Features;

/// <summary>The parameter <c>bbox</c>: degrees on CRS84, lon lat order. West may be more than east: then it spans the date line.</summary>
internal sealed record BoundingBox(double West, double South, double East, double North)
{
    public static readonly string[] AcceptedCrs =
        ["http://www.opengis.net/def/crs/OGC/1.3/CRS84", "[OGC:CRS84]", "OGC:CRS84", "CRS84"];

    public static BoundingBox? TryParse(string text, out Refusal? why)
    {
        why = null;
        var numbers = text.Split(',').Select(Number).ToList();
        if (numbers.Count is 4 or 6 && numbers.TrueForAll(number => number is not null))
        {
            var flat = numbers.Count == 4 ? numbers : [numbers[0], numbers[1], numbers[3], numbers[4]];
            var box = new BoundingBox(flat[0]!.Value, flat[1]!.Value, flat[2]!.Value, flat[3]!.Value);
            if (Math.Abs(box.West) <= 180 && Math.Abs(box.East) <= 180 && box.South >= -90 && box.North <= 90 && box.South <= box.North)
            {
                return box;
            }
        }

        why = Refusal.BadParameter("bbox", "accepted-bbox");
        return null;
    }

    /// <summary>The box as text of a geometry: a polygon, two across the date line, or a line or point where it has no width or height.</summary>
    public string ToWkt() => West > East
        ? $"GEOMETRYCOLLECTION({Part(West, 180)},{Part(-180, East)})"
        : Part(West, East);

    private string Part(double west, double east) => (west < east, South < North) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $"POLYGON(({west} {South},{east} {South},{east} {North},{west} {North},{west} {South}))"),
        (false, false) => string.Create(CultureInfo.InvariantCulture, $"POINT({west} {South})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"LINESTRING({west} {South},{east} {North})"),
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;
}
