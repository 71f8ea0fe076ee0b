using System.Globalization;
using System.Text;
using Gis.Ingest.Hj212.Devices;

namespace Gis.Ingest.Hj212;

/// <summary>Writes the short answers that devices wait for: the same QN, ST=91, the sender's version bits, an empty CP.</summary>
internal static class Hj212AnswerEncoder
{
    /// <summary>The 9014 that tells a device its data is stored.</summary>
    public static byte[] DataAnswer(Hj212Packet packet) => Answer(packet, Hj212Commands.DataAnswer);

    /// <summary>The 9013 to a notice.</summary>
    public static byte[] NoticeAnswer(Hj212Packet packet) => Answer(packet, Hj212Commands.NoticeAnswer);

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

    private static byte[] Answer(Hj212Packet packet, string cn)
    {
        var flag = (packet.Flag & Hj212Speaker.MaskOfVersion).ToString(CultureInfo.InvariantCulture);
        return Packet($"QN={packet.Qn};ST=91;CN={cn};PW={packet.Pw};MN={packet.Mn};Flag={flag};CP=&&&&");
    }
}
