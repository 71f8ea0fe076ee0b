namespace Gis.Tiles.Layers;

/// <summary>
/// Where a layer's features come from: a query with the columns id, code, name_zh, name_en, area_code, at, properties, geom (EPSG:4490),
/// geom_3857 and rank. Every query built on one counts its parameters alike: $1 layer, $2 edition, $3 area roots, $4 whole tree, then its own.
/// </summary>
/// <param name="times">The properties that are times, first the one whose value is <c>at</c>; empty where features have none.</param>
internal sealed class FeatureSource(string sql, params string[] times)
{
    public static FeatureSource Stored { get; } = new(EmbeddedText.Read("Layers.stored.sql"));

    /// <summary>Good for tiles only: attributes of the feature, geometry of the pyramid; $5 is the zoom.</summary>
    public static FeatureSource Generalised { get; } = new(EmbeddedText.Read("Layers.generalised.sql"));

    /// <summary>As <see cref="Stored"/> after a change that others followed; $2 is an array then: the edition, and the number of the change.</summary>
    public static FeatureSource StoredThen { get; } = new(EmbeddedText.Read("Layers.stored-then.sql"));

    /// <summary>As <see cref="Generalised"/>, of a state that is past.</summary>
    public static FeatureSource GeneralisedThen { get; } = new(EmbeddedText.Read("Layers.generalised-then.sql"));

    /// <summary>Live layers by catalogue id; each is a file in <c>Live/</c>.</summary>
    public static IReadOnlyDictionary<string, FeatureSource> Live { get; } = new Dictionary<string, FeatureSource>
    {
        ["outfalls"] = ReadLive("outfalls"),
        ["air_stations"] = ReadLive("air_stations"),
        ["water_stations"] = ReadLive("water_stations"),
        ["noise_stations"] = ReadLive("noise_stations"),
        ["water_meters"] = ReadLive("water_meters"),
        ["cameras"] = ReadLive("cameras"),
        ["units"] = ReadLive("units", "position_at"),
        ["incidents"] = ReadLive("incidents", "happened_at", "reported_at"),
        ["alarms"] = ReadLive("alarms", "raised_at", "acknowledged_at"),
        ["sheets"] = ReadLive("sheets"),
        ["patches"] = ReadLive("patches"),
    };

    /// <summary>The features have a time, so that <c>datetime</c> selects among them.</summary>
    public bool HasTime => times.Length > 0;

    /// <summary>The property that tells the time of a feature; null where features have none.</summary>
    public string? TimeProperty => times.FirstOrDefault();

    /// <summary>The properties that are times, which every feature may have.</summary>
    public IReadOnlyList<string> Times => times;

    /// <summary>Puts the source, and the caller's areas where they limit it, into a query text that names them as <c>{source}</c> and <c>{scope}</c>.</summary>
    public string Into(string template, bool scoped) =>
        template.Replace("{source}", sql, StringComparison.Ordinal).Replace("{scope}", scoped ? EmbeddedText.Scope : "", StringComparison.Ordinal);

    /// <summary>
    /// As <see cref="Into(string, bool)"/>, the layer written into the text, not given as $1: a statement that is kept planned then opens the
    /// layer's own partition and need not look for it among all of them at each use.
    /// </summary>
    /// <exception cref="ArgumentException">This is no id that the catalogue takes.</exception>
    public string Into(string template, bool scoped, string layer) => LayerInfo.IsId(layer)
        ? new FeatureSource(sql.Replace("$1", $"'{layer}'", StringComparison.Ordinal)).Into(template, scoped)
        : throw new ArgumentException($"No layer can have the id {layer}.", nameof(layer));

    private static FeatureSource ReadLive(string id, params string[] times) => new(EmbeddedText.Read($"Layers.Live.{id}.sql"), times);
}
