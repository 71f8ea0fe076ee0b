using System.Text;

namespace Gis.Demo.Field;

/// <summary>A packet of HJ 212-2017 as a data logger sends it, with the request id that its answer must repeat.</summary>
internal sealed record Hj212Packet(string Qn, byte[] Bytes)
{
    public const string Realtime = "2011";
    public const string Hour = "2061";
    public const string Day = "2031";

    private const int LongestSegment = 1_024;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Version bits of 2017 and an answer wanted.</summary>
    private const int Flag = 5;

    public static Hj212Packet Build(string mn, string systemCode, string command, DateTimeOffset dataTime, string items, DateTimeOffset sentAt)
    {
        var qn = Stamp(sentAt, "yyyyMMddHHmmssfff");
        var segment = $"QN={qn};ST={systemCode};CN={command};PW=123456;MN={mn};Flag={Flag};CP=&&DataTime={Stamp(dataTime, "yyyyMMddHHmmss")};{items}&&";
        return new Hj212Packet(qn, Frame(mn, segment));
    }

    /// <summary>What is said to a command, under the command's own number.</summary>
    public static byte[] Answer(string mn, string command, string qn, string items) =>
        Frame(mn, $"QN={qn};ST=91;CN={command};PW=123456;MN={mn};Flag={Flag - 1};CP=&&{items}&&");

    /// <summary>The request id of a 9014, the answer to data; null when the bytes are none, or their checksum is wrong.</summary>
    public static string? AnsweredQn(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
        if (text.Length < 10 || !text.StartsWith("##", StringComparison.Ordinal) || !text.Contains(";CN=9014;", StringComparison.Ordinal))
        {
            return null;
        }

        var segment = text[6..^4];
        var crc = Hj212Crc.Of(Encoding.UTF8.GetBytes(segment)).ToString("X4");
        return text.EndsWith(crc, StringComparison.OrdinalIgnoreCase) && segment.StartsWith("QN=", StringComparison.Ordinal)
            ? segment[3..segment.IndexOf(';')]
            : null;
    }

    private static byte[] Frame(string mn, string segment)
    {
        var bytes = Encoding.UTF8.GetBytes(segment);
        return bytes.Length <= LongestSegment
            ? Encoding.UTF8.GetBytes($"##{bytes.Length:D4}{segment}{Hj212Crc.Of(bytes):X4}\r\n")
            : throw new InvalidOperationException($"A data segment has at most {LongestSegment} bytes; {mn} made {bytes.Length}.");
    }

    private static string Stamp(DateTimeOffset at, string format) => at.ToOffset(Beijing).ToString(format);
}
