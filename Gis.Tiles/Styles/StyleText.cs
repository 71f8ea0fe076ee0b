using System.Text.RegularExpressions;

namespace Gis.Tiles.Styles;

/// <summary>Judges single texts of styles.</summary>
internal static partial class StyleText
{
    public static bool IsColour(string text) => HexColour().IsMatch(text) || ColourFunction().IsMatch(text) || StyleRules.ColourNames.Contains(text.ToLowerInvariant());

    /// <summary>A style leads nowhere but to this server: its texts name no other place.</summary>
    public static bool IsAddress(string text) => Address().IsMatch(text);

    public static bool IsId(string text) => Id().IsMatch(text);

    [GeneratedRegex(@"^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HexColour();

    [GeneratedRegex(@"^(rgb|hsl)a?\( ?-?\d{1,3}(\.\d{1,6})?(%|deg)?([ ,] ?\d{1,3}(\.\d{1,6})?%?){2}([ ,/] ?/? ?\d{0,3}(\.\d{1,6})?%?)? ?\)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ColourFunction();

    [GeneratedRegex(@"//|^\s*(data|blob|file|javascript|mapbox|asset):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
