using System.Globalization;

namespace Gis.Server.OneMap.Measuring;

/// <summary>A system in which a polygon may be told. Axes are in the order of EPSG: latitude first in 4490 and 4326, north first in the zones.</summary>
internal sealed record MeasuringSystem(int Epsg, bool IsNorthFirst, bool IsDegrees)
{
    public const string Accepted = "CRS84, EPSG:4490, EPSG:4326, and the 3-degree zones of CGCS2000 EPSG:4513 … EPSG:4554; as a name, urn:ogc:def:crs:… or http://www.opengis.net/def/crs/…";

    private const int FirstZone = 4513;
    private const int LastZone = 4554;

    public static MeasuringSystem Crs84 { get; } = new(4490, IsNorthFirst: false, IsDegrees: true);

    public static MeasuringSystem? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Crs84;
        }

        var words = text.Trim('[', ']', ' ').Split([':', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (words is [.., "CRS84"])
        {
            return Crs84;
        }

        return words.Length >= 2 && words.Contains("EPSG", StringComparer.OrdinalIgnoreCase) && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code switch
            {
                4490 or 4326 => new MeasuringSystem(4490, IsNorthFirst: true, IsDegrees: true),
                >= FirstZone and <= LastZone => new MeasuringSystem(code, IsNorthFirst: true, IsDegrees: false),
                _ => null,
            }
            : null;
    }
}
