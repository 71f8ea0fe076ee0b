using System.Globalization;
using System.Text.Json;

namespace Gis.Ingest.Readings;

/// <summary>Takes single fields out of a JSON object without ever throwing at a stranger's choice of type.</summary>
internal static class JsonFields
{
    /// <summary>Beyond this a double does not hold every whole number.</summary>
    private const double MostExact = 1L << 53;

    public static bool TryGet(this JsonElement parent, string name, out JsonElement value)
    {
        value = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>The text of a field; null when it is absent, no text, or longer than <paramref name="mostChars"/>.</summary>
    public static string? Text(this JsonElement parent, string name, int mostChars = 256) =>
        parent.TryGet(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= mostChars
            ? text
            : null;

    /// <summary>The finite number of a field, given as a number or as its text; null otherwise.</summary>
    public static double? Number(this JsonElement parent, string name) => parent.TryGet(name, out var value) ? Number(value) : null;

    public static double? Number(this JsonElement value)
    {
        double number;
        var read = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => Fail(out number),
        };
        return read && double.IsFinite(number) ? number : null;
    }

    public static long? Whole(this JsonElement parent, string name) =>
        parent.TryGet(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole : null;

    /// <summary>A whole number however it is written: 17, 17.0 or its text. Some languages know no other numbers than broken ones.</summary>
    public static long? Count(this JsonElement parent, string name) =>
        parent.Whole(name) ?? (parent.Number(name) is { } number && Math.Abs(number) <= MostExact && Math.Truncate(number) == number ? (long)number : null);

    /// <summary>A moment: ISO 8601 with its zone, or milliseconds since 1970.</summary>
    public static DateTimeOffset? Moment(this JsonElement parent, string name) => parent.TryGet(name, out var value) ? Moment(value) : null;

    public static DateTimeOffset? Moment(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var ms) => FromUnixMs(ms),
        JsonValueKind.String => FromIso(value.GetString()!),
        _ => null,
    };

    public static DateTimeOffset? FromUnixMs(long ms) =>
        ms is >= -62_135_596_800_000 and <= 253_402_300_799_999 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>A moment in UTC from ISO 8601 with its zone; null when the text is none.</summary>
    public static DateTimeOffset? FromIso(string text)
    {
        var time = text.IndexOf('T', StringComparison.Ordinal);
        var hasZone = time > 0 && (text[^1] is 'Z' or 'z' || text.AsSpan(time).IndexOfAny('+', '-') > 0);
        return hasZone && text.Length <= 40
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
                ? at.ToUniversalTime()
                : null;
    }

    private static bool Fail(out double number)
    {
        number = double.NaN;
        return false;
    }
}
