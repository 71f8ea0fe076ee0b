using System.Text.Json;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Styles;

/// <summary>How somebody wants a style to be, as a whole.</summary>
/// <param name="Drawing">The layers, as they were written.</param>
internal sealed record StyleWish(string TitleZh, string TitleEn, bool IsDefault, string Drawing)
{
    private const int MostCharacters = 200;

    private static readonly string[] Members = ["titleZh", "titleEn", "isDefault", "layers"];

    /// <summary>Throws where the body can't be stored, with a pointer to what is wrong.</summary>
    public static StyleWish Read(JsonElement body, LayerInfo layer)
    {
        foreach (var member in body.EnumerateObject().Where(member => !Members.Contains(member.Name, StringComparer.Ordinal)))
        {
            throw StyleFault.At(StyleFault.Step("", member.Name), string.Join(", ", Members));
        }

        var isDefault = body.TryGetProperty("isDefault", out var said) && said.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw StyleFault.At("/isDefault", "true, false"),
        };
        var layers = body.TryGetProperty("layers", out var drawing) ? drawing : default;
        StyleCheck.Check(layers, layer, "/layers");
        return new StyleWish(Title(body, "titleZh"), Title(body, "titleEn"), isDefault, layers.GetRawText());
    }

    private static string Title(JsonElement body, string name) =>
        body.TryGetProperty(name, out var title) && title.ValueKind == JsonValueKind.String && title.GetString()!.Trim() is { Length: >= 1 and <= MostCharacters } text
            ? text
            : throw StyleFault.At($"/{name}", "accepted-style-title");
}
