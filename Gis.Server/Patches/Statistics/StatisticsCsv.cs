using System.Globalization;
using System.Text;

namespace Gis.Server.Patches.Statistics;

/// <summary>A table as a file for a spreadsheet.</summary>
internal static class StatisticsCsv
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly char[] Special = ['"', ',', '\r', '\n'];

    /// <summary>With a byte order mark, without which spreadsheets misread Chinese names.</summary>
    public static string Write(IReadOnlyList<IReadOnlyList<object?>> table)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in table)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>A text that begins like a formula is kept from being one.</summary>
    private static string Cell(object? value)
    {
        if (value is not string text)
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        var plain = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return plain.IndexOfAny(Special) < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
