using System.Globalization;

namespace Gis.Journeys;

/// <summary>HJ 212 frames and times as a maker writes them who has read docs/field-protocol.md; shares no code with the product.</summary>
internal static class LoggerPacket
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary><c>##</c>, length, segment, CRC, CR LF.</summary>
    public static string Frame(string segment) => FormattableString.Invariant($"##{segment.Length:D4}{segment}{CheckSum(segment):X4}\r\n");

    /// <summary>Beijing time, to the second.</summary>
    public static string Time(DateTimeOffset time) => time.ToOffset(Beijing).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(string time) =>
        new(DateTime.ParseExact(time, "yyyyMMddHHmmss", CultureInfo.InvariantCulture), Beijing);

    /// <summary>What stands behind a name in a packet: up to the next sign that ends a field.</summary>
    public static string Field(string packet, string name)
    {
        var start = packet.IndexOf($"{name}=", StringComparison.Ordinal) + name.Length + 1;
        return packet[start..packet.IndexOfAny([';', ',', '&'], start)];
    }

    private static int CheckSum(string segment)
    {
        var register = 0xFFFF;
        foreach (var letter in segment)
        {
            register = (register >> 8) ^ letter;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register & 1) == 1 ? (register >> 1) ^ 0xA001 : register >> 1;
            }
        }

        return register;
    }
}
