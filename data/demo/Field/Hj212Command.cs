using System.Globalization;
using System.Text;

namespace Gis.Demo.Field;

/// <summary>What a host tells a data logger to do.</summary>
internal sealed record Hj212Command(string Qn, string Cn, IReadOnlyDictionary<string, string> Fields)
{
    private const int HeadLength = 6;
    private const int CrcLength = 4;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Null when the bytes are no packet, or one that is no command but an answer.</summary>
    public static Hj212Command? Read(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
        if (text.Length < HeadLength + CrcLength || !text.StartsWith("##", StringComparison.Ordinal))
        {
            return null;
        }

        var segment = text[HeadLength..^CrcLength];
        var at = segment.IndexOf("CP=&&", StringComparison.Ordinal);
        if (at < 0 || !text.EndsWith(Hj212Crc.Of(Encoding.UTF8.GetBytes(segment)).ToString("X4", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var head = Split(segment[..at]);
        var cn = head.GetValueOrDefault("CN", "");
        return head.GetValueOrDefault("QN") is { } qn && cn.Length == 4 && cn[0] != '9' ? new Hj212Command(qn, cn, Split(segment[(at + 5)..].TrimEnd('&'))) : null;
    }

    /// <summary>The moment that a field states; null where it states none.</summary>
    public DateTimeOffset? Time(string field) =>
        Fields.TryGetValue(field, out var text)
        && DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, Beijing).ToUniversalTime()
            : null;

    private static Dictionary<string, string> Split(string fields) =>
        fields.Split([';', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1]);
}
