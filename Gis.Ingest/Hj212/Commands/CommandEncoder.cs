using System.Globalization;
using System.Text.Json;
using Gis.Ingest.Hj212.Devices;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>Writes commands as a device expects them: under its own system code, version and password, asking for an answer.</summary>
internal static class CommandEncoder
{
    private const int AnswerWanted = 1;

    /// <param name="speaker">The device, as it speaks of itself.</param>
    /// <param name="qn">The number under which it will answer.</param>
    /// <param name="cn">The command.</param>
    /// <param name="parameters">As <see cref="DeviceCommandBook"/> has read them.</param>
    /// <param name="secret">The new password of a 1072.</param>
    /// <param name="now">What a clock is set to.</param>
    public static byte[] Write(Hj212Speaker speaker, string qn, string cn, JsonElement parameters, string? secret, DateTimeOffset now)
    {
        var fields = new List<string>();
        foreach (var rule in DeviceCommandBook.RulesOf(cn))
        {
            if (parameters.TryGetProperty(rule.Name, out var value))
            {
                fields.Add($"{rule.Field}={rule.ToField(value)}");
            }
        }

        if (cn == Hj212Commands.SetClock)
        {
            fields.Add($"SystemTime={Hj212Time.ToText(now)}");
        }

        if (cn == Hj212Commands.SetPassword)
        {
            fields.Add($"NewPW={secret}");
        }

        return Packet(speaker, qn, cn, string.Join(',', fields));
    }

    /// <summary>Sets the clock of a device, or of one of its instruments.</summary>
    public static byte[] SetClock(Hj212Speaker speaker, string qn, string? instrument, DateTimeOffset now)
    {
        var of = DeviceCommandBook.IsInstrument(instrument) ? $"PolId={instrument}," : "";
        return Packet(speaker, qn, Hj212Commands.SetClock, $"{of}SystemTime={Hj212Time.ToText(now)}");
    }

    private static byte[] Packet(Hj212Speaker speaker, string qn, string cn, string cp)
    {
        var flag = (speaker.VersionBits | AnswerWanted).ToString(CultureInfo.InvariantCulture);
        return Hj212AnswerEncoder.Packet($"QN={qn};ST={speaker.St};CN={cn};PW={speaker.Pw};MN={speaker.Mn};Flag={flag};CP=&&{cp}&&");
    }
}
