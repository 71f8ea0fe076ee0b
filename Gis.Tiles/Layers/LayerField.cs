namespace Gis.Tiles.Layers;

/// <summary>A property that features of a layer have; <c>Type</c> is a word of JSON Schema.</summary>
internal sealed record LayerField(string Name, string Type)
{
    /// <summary>What features of every layer have.</summary>
    public static IReadOnlyList<LayerField> Common { get; } =
        [new("code", "string"), new("name_zh", "string"), new("name_en", "string"), new("area_code", "string")];
}
