using System.Text.Json;

namespace Gis.Tiles.Styles;

/// <summary>Judges expressions of styles: known operators, as many arguments as they take, stops that rise.</summary>
internal static class StyleExpression
{
    /// <summary>Fewest and most arguments, and how they come: 2 means in pairs after the fewest.</summary>
    private static readonly Dictionary<string, (int Least, int Most, int Step)> Arguments = new(StringComparer.Ordinal)
    {
        ["zoom"] = (0, 0, 1),
        ["id"] = (0, 0, 1),
        ["geometry-type"] = (0, 0, 1),
        ["properties"] = (0, 0, 1),
        ["heatmap-density"] = (0, 0, 1),
        ["pi"] = (0, 0, 1),
        ["e"] = (0, 0, 1),
        ["ln2"] = (0, 0, 1),
        ["get"] = (1, 2, 1),
        ["has"] = (1, 2, 1),
        ["literal"] = (1, 1, 1),
        ["!"] = (1, 1, 1),
        ["length"] = (1, 1, 1),
        ["var"] = (1, 1, 1),
        ["typeof"] = (1, 1, 1),
        ["to-string"] = (1, 1, 1),
        ["to-boolean"] = (1, 1, 1),
        ["to-rgba"] = (1, 1, 1),
        ["upcase"] = (1, 1, 1),
        ["downcase"] = (1, 1, 1),
        ["rgb"] = (3, 3, 1),
        ["rgba"] = (4, 4, 1),
        ["^"] = (2, 2, 1),
        ["/"] = (2, 2, 1),
        ["%"] = (2, 2, 1),
        ["-"] = (1, 2, 1),
        ["at"] = (2, 2, 1),
        ["=="] = (2, 3, 1),
        ["!="] = (2, 3, 1),
        ["<"] = (2, 3, 1),
        ["<="] = (2, 3, 1),
        [">"] = (2, 3, 1),
        [">="] = (2, 3, 1),
        ["match"] = (4, int.MaxValue, 2),
        ["case"] = (3, int.MaxValue, 2),
        ["step"] = (4, int.MaxValue, 2),
        ["interpolate"] = (4, int.MaxValue, 2),
        ["interpolate-hcl"] = (4, int.MaxValue, 2),
        ["interpolate-lab"] = (4, int.MaxValue, 2),
        ["let"] = (3, int.MaxValue, 2),
        ["all"] = (0, int.MaxValue, 1),
        ["any"] = (0, int.MaxValue, 1),
        ["none"] = (0, int.MaxValue, 1),
    };

    private static readonly string[] Curves = ["linear", "exponential", "cubic-bezier"];

    /// <summary>A list that begins with an operator.</summary>
    public static bool IsOne(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.String && StyleRules.Operators.Contains(value[0].GetString()!);

    public static void Check(JsonElement value, bool isFilter, string at)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False && isFilter)
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            throw StyleFault.At(at, "accepted-style-expression");
        }

        if (value[0].ValueKind != JsonValueKind.String || !(StyleRules.Operators.Contains(value[0].GetString()!) || (isFilter && StyleRules.FilterOperators.Contains(value[0].GetString()!))))
        {
            throw StyleFault.At($"{at}/0", "accepted-style-operator");
        }

        var name = value[0].GetString()!;
        var many = value.GetArrayLength() - 1;
        var (least, most, step) = Arguments.TryGetValue(name, out var known) ? known : (1, int.MaxValue, 1);
        if (many < least || many > most || (many - least) % step != 0)
        {
            throw StyleFault.At(at, "accepted-style-arguments");
        }

        if (name != "literal")
        {
            CheckArguments(value, name, isFilter, at);
        }
    }

    private static void CheckArguments(JsonElement value, string name, bool isFilter, string at)
    {
        var isCurve = name.StartsWith("interpolate", StringComparison.Ordinal);
        for (var number = 1; number < value.GetArrayLength(); number++)
        {
            var (argument, here) = (value[number], $"{at}/{number}");
            if (isCurve && number == 1)
            {
                CheckCurve(argument, here);
            }
            else if (name == "match" && number > 1 && number % 2 == 0 && number < value.GetArrayLength() - 1)
            {
                CheckLabels(argument, here);
            }
            else if (argument.ValueKind == JsonValueKind.Array)
            {
                Check(argument, isFilter, here);
            }
            else if (argument.ValueKind == JsonValueKind.Object)
            {
                CheckOptions(argument, name, here);
            }
        }

        if (isCurve || name == "step")
        {
            CheckStops(value, first: 3, at);
        }
    }

    private static void CheckCurve(JsonElement curve, string at)
    {
        if (curve.ValueKind != JsonValueKind.Array || curve.GetArrayLength() == 0 || curve[0].ValueKind != JsonValueKind.String
            || !Curves.Contains(curve[0].GetString(), StringComparer.Ordinal) || curve.EnumerateArray().Skip(1).Any(number => number.ValueKind != JsonValueKind.Number))
        {
            throw StyleFault.At(at, "[\"linear\"], [\"exponential\", 1.5], [\"cubic-bezier\", 0, 0, 1, 1]");
        }
    }

    private static void CheckLabels(JsonElement labels, string at)
    {
        static bool IsLabel(JsonElement label) => label.ValueKind is JsonValueKind.String or JsonValueKind.Number;
        if (!(IsLabel(labels) || (labels.ValueKind == JsonValueKind.Array && labels.GetArrayLength() > 0 && labels.EnumerateArray().All(IsLabel))))
        {
            throw StyleFault.At(at, "accepted-style-labels");
        }
    }

    /// <summary>Of a step and a curve alike the stops stand at every second place; they are numbers and rise.</summary>
    private static void CheckStops(JsonElement value, int first, string at)
    {
        var before = double.NegativeInfinity;
        for (var number = first; number < value.GetArrayLength(); number += 2)
        {
            if (value[number].ValueKind != JsonValueKind.Number || !value[number].TryGetDouble(out var stop) || !(stop > before))
            {
                throw StyleFault.At($"{at}/{number}", "accepted-style-stops");
            }

            before = stop;
        }
    }

    private static void CheckOptions(JsonElement options, string name, string at)
    {
        if (name is not ("format" or "number-format" or "collator"))
        {
            throw StyleFault.At(at, "accepted-style-expression");
        }

        foreach (var option in options.EnumerateObject().Where(option => option.Value.ValueKind is JsonValueKind.Array))
        {
            Check(option.Value, isFilter: false, StyleFault.Step(at, option.Name));
        }
    }
}
