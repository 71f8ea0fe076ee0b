using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.Server.Land;

/// <summary>A feature of a theme: what it says by role, and where it lies (lon, lat in degrees, valid).</summary>
internal sealed record LandRecord(
    string Theme, string Layer, long Feature, string? Code, string? AreaCode, IReadOnlyDictionary<string, string> Values, Geometry Geometry)
{
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "yyyy/M/d"];

    /// <summary>What lies outside is how a file writes "none" or "for ever", and no day to reckon with.</summary>
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    private double? _areaM2;

    /// <summary>The document's number.</summary>
    public string? Number => Text("number");

    public double AreaM2 => _areaM2 ??= EllipsoidArea.SquareMetres(Geometry);

    public string? Text(string role) => Values.TryGetValue(role, out var text) && text.Length > 0 ? text : null;

    public double? Amount(string role) =>
        double.TryParse(Text(role), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>A day as exchange files write it; a time after it is left out. Null where none is told that can be.</summary>
    public DateOnly? Day(string role)
    {
        var text = Text(role)?.Split('T', ' ')[0];
        return DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear ? day : null;
    }
}
