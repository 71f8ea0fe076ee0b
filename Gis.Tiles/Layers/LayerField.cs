namespace Gis.Tiles.Layers;

/// <summary>A property that features of a layer have; <c>Type</c> is a word of JSON Schema.</summary>
/// <param name="IsTime">Its text is a time.</param>
internal sealed record LayerField(string Name, string Type, bool IsTime = false)
{
    /// <summary>What features of every layer have, each in a column of its own.</summary>
    public static IReadOnlyList<LayerField> Common { get; } =
        [new("code", "string"), new("name_zh", "string"), new("name_en", "string"), new("area_code", "string")];

    public bool IsColumn => Common.Contains(this);
}
