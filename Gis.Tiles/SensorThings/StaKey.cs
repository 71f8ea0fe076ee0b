using System.Globalization;

namespace Gis.Tiles.SensorThings;

/// <summary>What identifies an entity among its kind: a number, a code, or a number with a moment.</summary>
internal readonly record struct StaKey(long? Number, DateTimeOffset? At, string? Code)
{
    /// <summary>As it stands in an address and in <c>@iot.id</c>: 12, w01018, or 12-1793678100000000 (microseconds since 1970).</summary>
    public string Text => Code ?? (At is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"{Number}-{(at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}")
        : string.Create(CultureInfo.InvariantCulture, $"{Number}"));

    public string Address(StaEntity entity) => entity.HasNumber ? $"{entity.Set}({Text})" : $"{entity.Set}('{Text.Replace("'", "''", StringComparison.Ordinal)}')";

    /// <summary>The key that an address holds between its brackets; null where it can be none of this entity.</summary>
    public static StaKey? TryParse(StaEntity entity, string text)
    {
        if (entity.HasNumber)
        {
            return Whole(text) is { } number ? new StaKey(number, null, null) : null;
        }

        if (text.Length < 3 || text[0] != '\'' || text[^1] != '\'')
        {
            return null;
        }

        var inner = text[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (entity.HasCode)
        {
            return inner.Contains('\0', StringComparison.Ordinal) || inner.Any(char.IsSurrogate) ? null : new StaKey(null, null, inner);
        }

        var dash = inner.IndexOf('-', 1);
        return dash > 0 && Whole(inner[..dash]) is { } of && long.TryParse(inner[(dash + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros) && MomentOf(micros) is { } at
            ? new StaKey(of, at, null)
            : null;
    }

    private static DateTimeOffset? MomentOf(long micros) =>
        micros > (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond && micros < (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
            ? DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)
            : null;

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
