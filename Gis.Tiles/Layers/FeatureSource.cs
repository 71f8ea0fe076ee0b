namespace Gis.Tiles.Layers;

/// <summary>
/// Where a layer's features come from: a query with the columns id, code, name_zh, name_en, area_code, at, properties, geom (EPSG:4490),
/// geom_3857 and rank. Every query built on one counts its parameters alike: $1 layer, $2 edition, $3 area roots, $4 whole tree, then its own.
/// </summary>
internal sealed class FeatureSource(string sql, bool hasTime)
{
    public static FeatureSource Stored { get; } = new(EmbeddedText.Read("Layers.stored.sql"), hasTime: false);

    /// <summary>Good for tiles only: attributes of the feature, geometry of the pyramid; $5 is the zoom.</summary>
    public static FeatureSource Generalised { get; } = new(EmbeddedText.Read("Layers.generalised.sql"), hasTime: false);

    /// <summary>Live layers by catalogue id; each is a file in <c>Live/</c>.</summary>
    public static IReadOnlyDictionary<string, FeatureSource> Live { get; } = new Dictionary<string, FeatureSource>
    {
        ["outfalls"] = ReadLive("outfalls", hasTime: false),
        ["air_stations"] = ReadLive("air_stations", hasTime: false),
        ["water_stations"] = ReadLive("water_stations", hasTime: false),
        ["noise_stations"] = ReadLive("noise_stations", hasTime: false),
        ["water_meters"] = ReadLive("water_meters", hasTime: false),
        ["cameras"] = ReadLive("cameras", hasTime: false),
        ["units"] = ReadLive("units", hasTime: true),
        ["incidents"] = ReadLive("incidents", hasTime: true),
        ["alarms"] = ReadLive("alarms", hasTime: true),
        ["sheets"] = ReadLive("sheets", hasTime: false),
    };

    /// <summary>The features have a time, so that <c>datetime</c> selects among them.</summary>
    public bool HasTime { get; } = hasTime;

    /// <summary>Puts the source, and the caller's areas where they limit it, into a query text that names them as <c>{source}</c> and <c>{scope}</c>.</summary>
    public string Into(string template, bool scoped) =>
        template.Replace("{source}", sql, StringComparison.Ordinal).Replace("{scope}", scoped ? EmbeddedText.Scope : "", StringComparison.Ordinal);

    private static FeatureSource ReadLive(string id, bool hasTime) => new(EmbeddedText.Read($"Layers.Live.{id}.sql"), hasTime);
}
