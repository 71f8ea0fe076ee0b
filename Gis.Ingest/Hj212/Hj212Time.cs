using System.Globalization;

namespace Gis.Ingest.Hj212;

/// <summary>Times on the wire are Beijing time without a zone.</summary>
internal static class Hj212Time
{
    private const string SecondForm = "yyyyMMddHHmmss";
    private const string QnForm = "yyyyMMddHHmmssfff";
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static bool TryParse(string text, out DateTimeOffset at) => TryParse(text, SecondForm, out at);

    /// <summary>A request's number is the moment at which its sender made it, to the millisecond.</summary>
    public static bool TryParseQn(string text, out DateTimeOffset at) => TryParse(text, QnForm, out at);

    public static string ToText(DateTimeOffset at) => at.ToOffset(Beijing).ToString(SecondForm, CultureInfo.InvariantCulture);

    public static string ToQn(DateTimeOffset at) => at.ToOffset(Beijing).ToString(QnForm, CultureInfo.InvariantCulture);

    /// <summary>What the device's clock showed when it made the packet; null where it does not say.</summary>
    public static DateTimeOffset? ClockOf(Hj212Packet packet)
    {
        if (packet.Qn is { } qn && Hj212Commands.IsUpload(packet.Cn))
        {
            return TryParseQn(qn, out var made) ? made : null;
        }

        return packet.Cn == Hj212Commands.RealTime && Hj212CpParser.TryParse(packet.Cp, out var fields, out _)
            && fields.Find(f => f is { Code: "DataTime", Suffix: "" }).Value is { } stated && TryParse(stated, out var at)
                ? at
                : null;
    }

    private static bool TryParse(string text, string form, out DateTimeOffset at)
    {
        at = default;
        if (!DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year < 2)
        {
            return false;
        }

        at = new DateTimeOffset(local, Beijing).ToUniversalTime();
        return true;
    }
}
