using System.Globalization;

namespace Gis.Tiles.Imagery.Import;

/// <summary>Reads what an operator tells of a picture; a resolution that he does not tell is that of the file.</summary>
internal static class SceneWish
{
    private const int LongestSensor = 60;
    private const double CoarsestM = 100_000;

    /// <summary>Metres of a degree of latitude on a sphere as large as the Earth: enough to name a resolution.</summary>
    private const double MetresPerDegree = 111_195;

    /// <summary>Refused at once, before any file is read.</summary>
    public static SceneFacts Read(ImageWish wish)
    {
        if (wish.Sensor is { } sensor && (string.IsNullOrWhiteSpace(sensor) || sensor.Length > LongestSensor || sensor.Any(char.IsControl)))
        {
            throw new ImageRefusedException($"Sensor '{sensor}' cannot be used; accepted is a name of up to {LongestSensor} characters, such as GF-2 or aerial camera.");
        }

        var cloud = Number(wish.Cloud);
        if (wish.Cloud is { } share && cloud is not (>= 0 and <= 100))
        {
            throw new ImageRefusedException($"Cloud '{share}' cannot be used; accepted is the share of the picture that cloud hides, from 0 to 100 per cent, such as 2.5.");
        }

        var resolution = Number(wish.Resolution);
        if (wish.Resolution is { } size && resolution is not (> 0 and <= CoarsestM))
        {
            throw new ImageRefusedException($"Resolution '{size}' cannot be used; accepted are metres a pixel, more than 0 and up to {CoarsestM:F0}, such as 0.8.");
        }

        return new SceneFacts(wish.Sensor?.Trim(), cloud, resolution);
    }

    /// <summary>From north to south, to two digits that count.</summary>
    public static double ResolutionOf(RasterFile file)
    {
        var metres = (file.Extent.North - file.Extent.South) / file.Height * MetresPerDegree;
        return metres > 0 ? double.Parse(metres.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : CoarsestM;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
