using System.Globalization;
using System.Text;

namespace Gis.Ingest.Hj212;

/// <summary>Writes the 9014 that tells a device its data is stored: the same QN, ST=91, the sender's version bits, an empty CP.</summary>
internal static class Hj212AnswerEncoder
{
    private const int VersionBits = 0b1111_1100;

    public static byte[] DataAnswer(Hj212Packet packet) => Packet(
        $"QN={packet.Qn};ST=91;CN=9014;PW={packet.Pw};MN={packet.Mn};Flag={(packet.Flag & VersionBits).ToString(CultureInfo.InvariantCulture)};CP=&&&&");

    public static byte[] Packet(string segment)
    {
        var data = Encoding.UTF8.GetBytes(segment);
        return
        [
            .. Encoding.ASCII.GetBytes($"##{data.Length:D4}"),
            .. data,
            .. Encoding.ASCII.GetBytes($"{Hj212Crc.Compute(data):X4}\r\n"),
        ];
    }
}
