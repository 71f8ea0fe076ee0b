using System.Globalization;
using System.Text.Json;

namespace Gis.Tiles.Styles;

/// <summary>Judges the values that properties of a style are given.</summary>
internal static class StyleValues
{
    private const int MostCharacters = 500;

    /// <summary>As many values as a map can bear, short texts, and no address among them.</summary>
    public static void CheckBounds(JsonElement json, string at, int most)
    {
        var left = most;
        Walk(json, at, ref left);
    }

    public static void Check(JsonElement value, StyleRule rule, string at)
    {
        if (rule.Expression && StyleExpression.IsOne(value))
        {
            StyleExpression.Check(value, isFilter: false, at);
            StyleTypes.Check(value, rule.Type, at);
        }
        else if (!IsLiteral(value, rule))
        {
            throw StyleFault.At(at, Accepted(rule));
        }
    }

    private static bool IsLiteral(JsonElement value, StyleRule rule) => rule.Type switch
    {
        "number" => IsNumber(value, rule),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "color" => value.ValueKind == JsonValueKind.String && StyleText.IsColour(value.GetString()!),
        "enum" => value.ValueKind == JsonValueKind.String && rule.Values!.Contains(value.GetString(), StringComparer.Ordinal),
        "formatted" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array && (rule.Length ?? value.GetArrayLength()) == value.GetArrayLength()
            && value.EnumerateArray().All(item => IsLiteral(item, rule with { Type = rule.Of!, Of = null, Length = null })),
        "string" => value.ValueKind == JsonValueKind.String,
        _ => false,
    };

    private static bool IsNumber(JsonElement value, StyleRule rule) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
        && !(number < rule.Minimum) && !(number > rule.Maximum);

    private static string Accepted(StyleRule rule) => rule.Type switch
    {
        "number" => (rule.Minimum, rule.Maximum) switch
        {
            ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"{least} … {most}"),
            ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"≥ {least}"),
            _ => "accepted-style-number",
        },
        "boolean" => "true, false",
        "color" => "accepted-style-colour",
        "enum" => string.Join(", ", rule.Values!),
        "array" => rule.Of == "enum" ? $"[{string.Join(", ", rule.Values!)}]" : "accepted-style-array",
        _ => "accepted-style-text",
    };

    private static void Walk(JsonElement json, string at, ref int left)
    {
        if (--left < 0)
        {
            throw StyleFault.At(at, "accepted-style-size");
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    Walk(member.Value, StyleFault.Step(at, Text(() => member.Name, at)), ref left);
                }

                break;
            case JsonValueKind.Array:
                var number = 0;
                foreach (var item in json.EnumerateArray())
                {
                    Walk(item, $"{at}/{number++}", ref left);
                }

                break;
            case JsonValueKind.String:
                Text(() => json.GetString()!, at);
                break;
        }
    }

    /// <summary>A text of whole characters, not too long, that names no other place.</summary>
    private static string Text(Func<string> read, string at)
    {
        try
        {
            var text = read();
            return text.Length > MostCharacters ? throw StyleFault.At(at, "accepted-style-text")
                : StyleText.IsAddress(text) ? throw StyleFault.At(at, "accepted-style-no-address")
                : text;
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            throw StyleFault.At(at, "accepted-style-text");
        }
    }
}
