using System.Text.Json;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Styles;

/// <summary>What the MapLibre style specification (version 8) lets a layer say, as far as it is drawn here: read from <c>style-rules.json</c>.</summary>
internal static class StyleRules
{
    private static readonly JsonDocument Rules = JsonDocument.Parse(EmbeddedText.ReadBytes("Styles.style-rules.json"));

    /// <summary>Operators of expressions.</summary>
    public static IReadOnlySet<string> Operators { get; } = Words("expressions");

    /// <summary>Operators that only filters of the older form have.</summary>
    public static IReadOnlySet<string> FilterOperators { get; } = new HashSet<string>(StringComparer.Ordinal) { "none", "!in", "!has" };

    public static IReadOnlySet<string> ColourNames { get; } = Words("colours");

    /// <summary>By type of layer, then <c>layout</c> or <c>paint</c>, the properties that it may have.</summary>
    private static Dictionary<string, Dictionary<string, Dictionary<string, StyleRule>>> Layers { get; } =
        Rules.RootElement.GetProperty("layers").Deserialize<Dictionary<string, Dictionary<string, Dictionary<string, StyleRule>>>>(JsonSerializerOptions.Web)!;

    /// <summary>The types of layer by which features of vector tiles are drawn.</summary>
    public static IReadOnlyList<string> VectorTypes { get; } = [.. Layers.Keys.Where(type => type != "raster").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> PictureTypes { get; } = ["raster"];

    /// <param name="part">layout or paint.</param>
    public static IReadOnlyDictionary<string, StyleRule> Of(string type, string part) => Layers[type][part];

    private static HashSet<string> Words(string name) =>
        Rules.RootElement.GetProperty(name).EnumerateArray().Select(word => word.GetString()!).ToHashSet(StringComparer.Ordinal);
}
