using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Import;

/// <summary>The coordinates of a table without shapes: which fields look like them, and the points they make.</summary>
internal static class CoordinateColumns
{
    private static readonly string[] EastNames = ["lon", "lng", "longitude", "经度", "东经", "x", "east", "easting", "东坐标", "横坐标", "x坐标", "point_x"];
    private static readonly string[] NorthNames = ["lat", "latitude", "纬度", "北纬", "y", "north", "northing", "北坐标", "纵坐标", "y坐标", "point_y"];

    /// <summary>Chinese surveys call the coordinate to the north X: where the values of x are those of a northing and those of y are an easting, they change places.</summary>
    public static SubLayer Propose(SubLayer layer, IReadOnlyList<object?[]> samples)
    {
        var (east, north) = (Find(layer, EastNames), Find(layer, NorthNames));
        if (east < 0 || north < 0)
        {
            return layer;
        }

        var (easts, norths) = (Numbers(samples, east), Numbers(samples, north));
        if (easts.Count == 0 || norths.Count == 0)
        {
            return layer;
        }

        var isSurvey = easts.TrueForAll(IsNorthing) && norths.TrueForAll(IsEasting);
        var isLatitudeFirst = easts.TrueForAll(value => Math.Abs(value) <= 90) && norths.TrueForAll(value => Math.Abs(value) is > 90 and <= 180);
        var extent = (double[])[easts.Min(), norths.Min(), easts.Max(), norths.Max()];
        return isSurvey || isLatitudeFirst
            ? layer with { East = layer.Fields[north].Name, North = layer.Fields[east].Name, Extent = [extent[1], extent[0], extent[3], extent[2]] }
            : layer with { East = layer.Fields[east].Name, North = layer.Fields[north].Name, Extent = extent };
    }

    /// <summary>Throws an <see cref="UnfitRowException"/> where there are no two numbers.</summary>
    public static Point Point(object? east, object? north) =>
        Number(east) is { } x && Number(north) is { } y
            ? Shapes.Factory.CreatePoint(new Coordinate(x, y))
            : throw new UnfitRowException("no-coordinates", $"coordinates '{Short(east)}', '{Short(north)}' are no two numbers");

    private static double? Number(object? value) => value switch
    {
        double number when double.IsFinite(number) => number,
        long number => number,
        string text when double.TryParse(text.Trim().TrimEnd('°'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    private static int Find(SubLayer layer, string[] names) => names
        .Select(name => layer.Fields.ToList().FindIndex(field => string.Equals(field.Name.Trim(), name, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(at => at >= 0, -1);

    private static List<double> Numbers(IReadOnlyList<object?[]> samples, int column) => [.. samples.Select(row => Number(row[column])).OfType<double>()];

    /// <summary>Metres from the equator, of what lies in China.</summary>
    private static bool IsNorthing(double value) => value is > 1_900_000 and < 6_000_000;

    /// <summary>Metres with 500 km in the middle, perhaps with the number of the zone before them.</summary>
    private static bool IsEasting(double value) => value is > 100_000 and < 900_000 or > 10_000_000 and < 46_000_000;

    private static string Short(object? value)
    {
        const int mostChars = 40;
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.Length > mostChars ? text[..mostChars] : text;
    }
}
