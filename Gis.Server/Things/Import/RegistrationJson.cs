using System.Globalization;
using System.Text.Json;

namespace Gis.Server.Things.Import;

/// <summary>Reads registration rows from JSON: one object or an array of them, with the columns in camelCase.</summary>
internal static class RegistrationJson
{
    private static readonly Dictionary<string, string> Columns =
        RegistrationColumns.All.ToDictionary(JsonNamingPolicyOf, column => column, StringComparer.Ordinal);

    public static (IReadOnlyList<RegistrationRow> Rows, IReadOnlyList<ImportFault> Faults) Read(JsonElement body)
    {
        var rows = new List<RegistrationRow>();
        var faults = new List<ImportFault>();
        var entries = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray()] : new[] { body };
        for (var i = 0; i < entries.Length && i < RegistrationFile.MaxRows; i++)
        {
            rows.Add(ReadRow(i + 1, entries[i], faults));
        }

        if (entries.Length is 0 or > RegistrationFile.MaxRows)
        {
            faults.Add(new ImportFault(entries.Length, "", "", $"1 … {RegistrationFile.MaxRows} rows"));
        }

        return (rows, faults);
    }

    private static RegistrationRow ReadRow(int line, JsonElement entry, List<ImportFault> faults)
    {
        var values = new Dictionary<string, string>();
        if (entry.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new ImportFault(line, "", entry.ValueKind.ToString(), $"an object with members of: {string.Join(", ", Columns.Keys)}"));
            return new RegistrationRow(line, values);
        }

        foreach (var member in entry.EnumerateObject())
        {
            if (!Columns.TryGetValue(member.Name, out var column))
            {
                faults.Add(new ImportFault(line, member.Name, member.Name, $"members of: {string.Join(", ", Columns.Keys)}"));
            }
            else if (TextOf(member.Value) is { } text)
            {
                values[column] = text.Trim();
            }
            else
            {
                faults.Add(new ImportFault(line, member.Name, member.Value.ValueKind.ToString(), "a text or a number"));
            }
        }

        foreach (var missing in RegistrationColumns.Required.Where(column => !values.ContainsKey(column)))
        {
            values.TryAdd(missing, "");
        }

        return new RegistrationRow(line, values);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.Object => value.GetRawText(),
        JsonValueKind.Null => "",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            string.Join(';', value.EnumerateArray().Select(item => item.GetString())),
        _ => null,
    };

    private static string JsonNamingPolicyOf(string column)
    {
        var words = column.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
    }
}
