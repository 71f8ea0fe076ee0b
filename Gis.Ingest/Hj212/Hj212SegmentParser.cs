using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Hj212;

/// <summary>Reads a data segment: <c>QN=…;ST=…;CN=…;PW=…;MN=…;Flag=…;[PNUM=…;PNO=…;]CP=&amp;&amp;…&amp;&amp;</c>, of 2005, 2017 and 2025 alike.</summary>
internal static class Hj212SegmentParser
{
    private const int MostParts = 999;

    public static bool TryParse(
        ReadOnlySpan<byte> segment, [NotNullWhen(true)] out Hj212Packet? packet, [NotNullWhen(false)] out Rejection? why)
    {
        packet = null;
        if (!Utf8.IsValid(segment) || segment.Contains((byte)0))
        {
            why = new Rejection("not-utf8", "The data segment must be ASCII or UTF-8 text.");
            return false;
        }

        var text = Encoding.UTF8.GetString(segment);
        var at = text.IndexOf("CP=&&", StringComparison.Ordinal);
        if (at < 0 || text.Length < at + 7 || !text.EndsWith("&&", StringComparison.Ordinal) || (at > 0 && text[at - 1] != ';'))
        {
            why = new Rejection("bad-segment", "A data segment ends with CP=&&…&&.");
            return false;
        }

        return TryRead(ReadFields(text[..at]), text[(at + 5)..^2], out packet, out why);
    }

    private static Dictionary<string, string> ReadFields(string head)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in head.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                fields.TryAdd(field[..equals].TrimEnd(), field[(equals + 1)..].TrimStart());
            }
        }

        return fields;
    }

    private static bool TryRead(
        Dictionary<string, string> fields, string cp, [NotNullWhen(true)] out Hj212Packet? packet, [NotNullWhen(false)] out Rejection? why)
    {
        packet = null;
        var mn = fields.GetValueOrDefault("MN", "");
        if (!IsDeviceNumber(mn))
        {
            why = mn.Length == 0
                ? new Rejection("no-mn", "The packet names no device: MN is missing.")
                : new Rejection("bad-mn", "MN is 24 hexadecimal characters, or 1 to 23 letters and digits of an older device.");
            return false;
        }

        var cn = fields.GetValueOrDefault("CN", "");
        if (cn.Length != 4 || !cn.All(char.IsAsciiDigit))
        {
            why = new Rejection("bad-cn", "CN is a command code of four digits.");
            return false;
        }

        var qn = fields.GetValueOrDefault("QN");
        if (qn is not null && (qn.Length != 17 || !qn.All(char.IsAsciiDigit)))
        {
            why = new Rejection("bad-qn", "QN is 17 digits: YYYYMMDDhhmmsszzz.");
            return false;
        }

        if (!TryReadSmall(fields, "Flag", 255, 0, out var flag))
        {
            why = new Rejection("bad-flag", "Flag is a whole number from 0 to 255.");
            return false;
        }

        return TryReadParts(fields, flag, out var count, out var number, out why)
            && Take(new Hj212Packet(
                qn, fields.GetValueOrDefault("ST", ""), cn, fields.GetValueOrDefault("PW", ""), mn, flag, count, number, cp), out packet);
    }

    private static bool TryReadParts(
        Dictionary<string, string> fields, int flag, out int? count, out int? number, [NotNullWhen(false)] out Rejection? why)
    {
        count = number = null;
        why = null;
        if ((flag & 2) == 0)
        {
            return true;
        }

        if (!TryReadSmall(fields, "PNUM", MostParts, -1, out var parts) || !TryReadSmall(fields, "PNO", MostParts, -1, out var part)
            || parts < 1 || part < 1 || part > parts)
        {
            why = new Rejection("bad-parts", $"A packet whose Flag has bit 2 carries PNUM (1 to {MostParts}) and PNO (1 to PNUM).");
            return false;
        }

        count = parts;
        number = part;
        return true;
    }

    private static bool Take(Hj212Packet read, out Hj212Packet packet)
    {
        packet = read;
        return true;
    }

    private static bool IsDeviceNumber(string mn) => mn.Length switch
    {
        0 => false,
        24 => mn.All(char.IsAsciiHexDigit),
        < 24 => mn.All(char.IsAsciiLetterOrDigit),
        _ => false,
    };

    private static bool TryReadSmall(Dictionary<string, string> fields, string name, int most, int ifAbsent, out int value)
    {
        value = ifAbsent;
        return !fields.TryGetValue(name, out var text)
            || (text.Length is > 0 and <= 4 && text.All(char.IsAsciiDigit) && int.TryParse(text, out value) && value <= most);
    }
}
