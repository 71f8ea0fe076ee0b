using System.Globalization;

namespace Gis.Tiles.Filters;

/// <summary>Reads the literals that CQL2 text and JSON write alike.</summary>
internal static class Literals
{
    /// <summary>Numbers of more digits or larger than this many powers of ten are no values of ours, and would make arithmetic slow.</summary>
    private const int MostDigits = 40;
    private const int MostPowersOfTen = 100;

    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>A decimal number that the store takes as it is written.</summary>
    public static NumberLiteral Number(string digits, string place)
    {
        if (digits.Length > MostDigits
            || !double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || Math.Abs(value) > Math.Pow(10, MostPowersOfTen)
            || Exponent(digits) < -MostPowersOfTen)
        {
            throw new FilterFault(place, "accepted-filter-number");
        }

        return new NumberLiteral(digits, place);
    }

    /// <summary>A day or a time in UTC.</summary>
    public static InstantLiteral Instant(string text, string place) => Day(text, place) ?? Time(text, place) ?? throw new FilterFault(place, "accepted-filter-instant");

    public static InstantLiteral? Day(string text, string place) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? new InstantLiteral(day, day.AddTicks(TimeSpan.TicksPerDay - TimeSpan.TicksPerMicrosecond), place)
            : null;

    public static InstantLiteral? Time(string text, string place) =>
        DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new InstantLiteral(time, time, place)
            : null;

    /// <summary>One end of an interval: null where it is open.</summary>
    public static InstantLiteral? End(string text, string place) => text == ".." ? null : Instant(text, place);

    public static IntervalLiteral Interval(Expression? start, Expression? end, string place) =>
        start is InstantLiteral from && end is InstantLiteral to && from.From > to.To
            ? throw new FilterFault(place, "accepted-filter-interval")
            : new IntervalLiteral(start, end, place);

    /// <summary>Text that the store can hold: no NUL, no half of a surrogate pair.</summary>
    public static TextLiteral Text(string value, string pattern, string place)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (value[i] == '\0' || char.IsSurrogate(value[i]))
            {
                throw new FilterFault(place, "accepted-filter-text");
            }
        }

        return new TextLiteral(value, pattern, place);
    }

    private static int Exponent(string digits)
    {
        var at = digits.IndexOfAny(['e', 'E']);
        return at < 0 ? 0 : int.TryParse(digits.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) ? exponent : int.MinValue;
    }
}
