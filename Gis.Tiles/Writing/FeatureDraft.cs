using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Tiles.Http;

namespace Gis.Tiles.Writing;

/// <summary>The attributes of a feature as they are to be: what every layer knows in fields, the rest as JSON.</summary>
/// <param name="Rank">The smallest zoom at which it is drawn; null: as it was.</param>
internal sealed record FeatureDraft(string? Code, string? NameZh, string? NameEn, string? AreaCode, short? Rank, string PropertiesJson)
{
    private const int MostTextCharacters = 200;
    private const int MostNameCharacters = 100;
    private const int MostMembers = 256;
    private const int MostBytes = 64 * 1024;
    private const int MostExponent = 100;
    private const int DeepestZoom = 24;

    /// <summary>As in imported files: <c>min_zoom</c> is told so, and never given back as a property.</summary>
    private const string RankName = "min_zoom";

    /// <param name="properties">The member <c>properties</c>: an object, null, or not there.</param>
    public static FeatureDraft Of(JsonElement properties)
    {
        if (properties.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            throw WriteRefused.Content("/properties", "accepted-feature-properties");
        }

        var rest = new JsonObject();
        var texts = new Dictionary<string, string?>();
        short? rank = null;
        foreach (var (name, value) in properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject().Select(member => (member.Name, member.Value)) : [])
        {
            if (name is "code" or "name_zh" or "name_en" or "area_code")
            {
                texts[name] = Text(name, value);
            }
            else if (name == RankName)
            {
                rank = value.ValueKind == JsonValueKind.Null ? null : Zoom(value);
            }
            else
            {
                rest[Name(name)] = JsonNode.Parse(Value(name, value).GetRawText());
            }
        }

        return new FeatureDraft(
            texts.GetValueOrDefault("code"), texts.GetValueOrDefault("name_zh"), texts.GetValueOrDefault("name_en"), texts.GetValueOrDefault("area_code"), rank, Bounded(rest));
    }

    private static string? Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when value.GetString() is { Length: <= MostTextCharacters } text => text,
        _ => throw WriteRefused.Content($"/properties/{name}", "accepted-feature-text"),
    };

    private static short Zoom(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt16(out var zoom) && zoom is >= 0 and <= DeepestZoom
        ? zoom
        : throw WriteRefused.Content($"/properties/{RankName}", "accepted-feature-zoom");

    private static string Name(string name) => name.Length is > 0 and <= MostNameCharacters ? name : throw WriteRefused.Content("/properties", "accepted-feature-properties");

    private static JsonElement Value(string name, JsonElement value) =>
        Numbers(value).All(IsKept) ? value : throw WriteRefused.Content($"/properties/{name}", "accepted-feature-number");

    private static IEnumerable<JsonElement> Numbers(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => [json],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Numbers(member.Value)),
        _ => [],
    };

    /// <summary>The store keeps decimal numbers, digit by digit.</summary>
    private static bool IsKept(JsonElement number)
    {
        var text = number.GetRawText();
        var exponent = text.IndexOfAny(['e', 'E']);
        return text.Length <= MostNameCharacters
            && (exponent < 0 || (int.TryParse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) && Math.Abs(power) <= MostExponent));
    }

    private static string Bounded(JsonObject properties)
    {
        var json = properties.ToJsonString(JsonDocumentResult.Options);
        return properties.Count <= MostMembers && Encoding.UTF8.GetByteCount(json) <= MostBytes ? json : throw WriteRefused.Content("/properties", "accepted-feature-properties");
    }
}
