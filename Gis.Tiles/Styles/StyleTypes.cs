using System.Collections.Frozen;
using System.Text.Json;

namespace Gis.Tiles.Styles;

/// <summary>
/// Judges what an expression gives: a colour where a number is wanted is refused here and not by the map. Types inside, which an operator turns into its own, and
/// what a property of a feature holds, are left to who draws.
/// </summary>
internal static class StyleTypes
{
    private const string Number = "number";
    private const string Boolean = "boolean";
    private const string Colour = "color";
    private const string Text = "text";

    /// <summary>Operators that always give the same type; of others what they give depends on the feature or on their arguments.</summary>
    private static readonly FrozenDictionary<string, string> Gives = new Dictionary<string, string>
    {
        [Number] = "% * + - / ^ abs acos asin atan ceil cos e floor heatmap-density index-of length ln ln2 log10 log2 max min number pi round sin sqrt tan to-number zoom",
        [Boolean] = "! != < <= == > >= all any boolean has in is-supported-script to-boolean",
        [Colour] = "rgb rgba to-color interpolate-hcl interpolate-lab",
        [Text] = "concat downcase geometry-type join number-format resolved-locale string to-string typeof upcase",
        ["other"] = "array collator object properties split to-rgba",
    }.SelectMany(type => type.Value.Split(' ').Select(name => KeyValuePair.Create(name, type.Key))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A filter gives true or false, also in its older form.</summary>
    public static void CheckFilter(JsonElement filter, string at)
    {
        if (filter.ValueKind == JsonValueKind.Array && !StyleRules.FilterOperators.Contains(filter[0].GetString()!))
        {
            Check(filter, Boolean, at);
        }
    }

    /// <summary>Throws where it gives, in any of its branches, what the property cannot be.</summary>
    /// <param name="wanted">The type of a property, as the rules name it; lists and formatted texts are made of anything.</param>
    public static void Check(JsonElement value, string wanted, string at)
    {
        if (wanted is not (Number or Boolean or Colour or "enum"))
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            if (!IsFit(value, wanted))
            {
                throw StyleFault.At(at, Accepted(wanted));
            }

            return;
        }

        var name = value[0].GetString()!;
        if (Gives.TryGetValue(name, out var given) && !CanBecome(given, wanted))
        {
            throw StyleFault.At(at, Accepted(wanted));
        }

        foreach (var branch in Branches(name, value.GetArrayLength()))
        {
            Check(value[branch], wanted, $"{at}/{branch}");
        }
    }

    /// <summary>The places of the arguments of which one is what the whole gives.</summary>
    private static IEnumerable<int> Branches(string name, int length) => name switch
    {
        "case" => Every(2, length - 1).Append(length - 1),
        "match" => Every(3, length - 1).Append(length - 1),
        "step" => Every(2, length),
        "interpolate" or "interpolate-hcl" or "interpolate-lab" => Every(4, length),
        "coalesce" => Enumerable.Range(1, length - 1),
        "let" => [length - 1],
        _ => [],
    };

    private static IEnumerable<int> Every(int first, int end)
    {
        for (var place = first; place < end; place += 2)
        {
            yield return place;
        }
    }

    /// <summary>A text may name a colour; nothing else becomes another by itself.</summary>
    private static bool CanBecome(string given, string wanted) => given == wanted || (given == Text && wanted is (Colour or "enum"));

    private static bool IsFit(JsonElement literal, string wanted) => literal.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Number => wanted == Number,
        JsonValueKind.True or JsonValueKind.False => wanted == Boolean,
        JsonValueKind.String => wanted == "enum" || (wanted == Colour && StyleText.IsColour(literal.GetString()!)),
        _ => false,
    };

    private static string Accepted(string wanted) => wanted switch
    {
        Number => "accepted-style-number",
        Boolean => "true, false",
        Colour => "accepted-style-colour",
        _ => "accepted-style-text",
    };
}
