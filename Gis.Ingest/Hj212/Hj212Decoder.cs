using System.Text.Json;
using Gis.Ingest.Hj212.Commands;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Hj212;

/// <summary>Turns parsed packets into readings and device notes, and writes the answers that their devices wait for.</summary>
internal sealed class Hj212Decoder(Hj212Factors factors)
{
    /// <summary>Decodes all packets of one message that came on <c>hj212/{mn}/up</c>, each with a password that the device's access allows.</summary>
    public void DecodeMessage(ReadOnlySpan<byte> payload, string mn, DateTimeOffset receivedAt, Decoded into, DeviceAccess? access = null)
    {
        var reader = new Hj212FrameReader(payload, Hj212Limits.Standard);
        var packets = 0;
        List<Rejection> fragments = [];
        while (reader.Read(out var segment, out var why) is var outcome && outcome != Hj212FrameOutcome.End)
        {
            if (outcome == Hj212FrameOutcome.Packet)
            {
                packets++;
                DecodeSegment(segment, mn, access ?? DeviceAccess.Open, receivedAt, into);
                continue;
            }

            // A false ## in noise before a good packet is noise too; a packet that was damaged is not.
            (why!.Code == "bad-length" ? fragments : into.Rejections).Add(why);
            if (outcome == Hj212FrameOutcome.Incomplete)
            {
                break;
            }
        }

        if (packets == 0 && into.Rejections.Count == 0)
        {
            into.Rejections.Add(fragments.Count > 0 ? fragments[0] : new Rejection("no-packet", "A packet begins with ## and its length."));
        }
    }

    /// <summary>Decodes the data area of a packet, or of all parts of a split packet put together.</summary>
    public void DecodeData(string cn, string cp, DateTimeOffset receivedAt, Decoded into)
    {
        if (!Hj212CpParser.TryParse(cp, out var fields, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        var stated = fields.Find(f => f is { Code: "DataTime", Suffix: "" }).Value;
        var at = receivedAt;
        if (stated is not null && !Hj212Time.TryParse(stated, out at))
        {
            into.Rejections.Add(BadTime(stated));
            return;
        }

        var period = Hj212Commands.PeriodS(cn);
        if (period is null && cn != Hj212Commands.RealTime)
        {
            into.Facts.Add(new DeviceNote(Hj212Commands.NoteKind(cn), at, NoteContent(cn, fields)));
            into.Facts.AddRange(FacilityReader.Read(fields, at));
        }
        else if (stated is null)
        {
            into.Rejections.Add(BadTime("nothing"));
        }
        else
        {
            AddReadings(fields, period, at, into);
            AddMakerFlags(cn, fields, at, into);
        }
    }

    /// <summary>The maker's own flags have no column: they are kept as a note.</summary>
    private void AddMakerFlags(string cn, List<Hj212Field> fields, DateTimeOffset at, Decoded into)
    {
        var flags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields.Where(f => f.Suffix == "EFlag" && f.Value.Length > 0))
        {
            flags[factors.ToCurrent(field.Code)] = Shorten(field.Value);
        }

        if (flags.Count > 0)
        {
            into.Facts.Add(new DeviceNote("maker_flags", at, JsonSerializer.Serialize(new { cn, flags }, NoteJson)));
        }
    }

    private void DecodeSegment(ReadOnlySpan<byte> segment, string mn, DeviceAccess access, DateTimeOffset receivedAt, Decoded into)
    {
        if (!Hj212SegmentParser.TryParse(segment, out var packet, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        if (!string.Equals(packet.Mn, mn, StringComparison.Ordinal))
        {
            into.Rejections.Add(new Rejection("topic-mismatch", "The packet's MN must be the one in its topic."));
            return;
        }

        if (access.CheckPassword(packet.Pw) is { } wrong)
        {
            into.Rejections.Add(wrong);
            return;
        }

        into.Speaker = Hj212Speaker.Of(packet);
        var rejectedBefore = into.Rejections.Count;
        if (packet.IsPart)
        {
            AddPart(packet, segment, into);
        }
        else
        {
            DecodeData(packet.Cn, packet.Cp, receivedAt, into);
            AddCommandAnswer(packet, receivedAt, into);
        }

        if (into.Rejections.Count == rejectedBefore)
        {
            AddAnswers(packet, receivedAt, into);
        }
    }

    private static void AddAnswers(Hj212Packet packet, DateTimeOffset receivedAt, Decoded into)
    {
        var topic = $"hj212/{packet.Mn}/down";
        var asks = packet is { WantsAnswer: true, Qn: not null };
        if (asks && Hj212Commands.IsUpload(packet.Cn))
        {
            into.Answers.Add(new FieldAnswer(topic, Hj212AnswerEncoder.DataAnswer(packet)));
        }
        else if (packet.Cn == Hj212Commands.TimeRequest)
        {
            if (asks)
            {
                into.Answers.Add(new FieldAnswer(topic, Hj212AnswerEncoder.NoticeAnswer(packet)));
            }

            var instrument = Hj212CpParser.TryParse(packet.Cp, out var fields, out _) ? fields.Find(f => f is { Code: "PolId", Suffix: "" }).Value : null;
            into.Answers.Add(new FieldAnswer(
                topic, CommandEncoder.SetClock(Hj212Speaker.Of(packet), Hj212Time.ToQn(receivedAt), instrument, receivedAt)));
        }
    }

    private static void AddCommandAnswer(Hj212Packet packet, DateTimeOffset receivedAt, Decoded into)
    {
        if (Hj212CpParser.TryParse(packet.Cp, out var fields, out _)
            && CommandAnswer.Read(packet.Cn, packet.Qn, fields.Find(f => f.Code is "QnRtn" or "ExeRtn").Value, receivedAt) is { } answer)
        {
            into.Facts.Add(answer);
        }
    }

    private static void AddPart(Hj212Packet packet, ReadOnlySpan<byte> segment, Decoded into)
    {
        if (!Hj212CpParser.TryParse(packet.Cp, out var fields, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        var stated = fields.Find(f => f is { Code: "DataTime", Suffix: "" }).Value;
        if (stated is null || !Hj212Time.TryParse(stated, out var at))
        {
            into.Rejections.Add(BadTime(stated ?? "nothing"));
            return;
        }

        into.Facts.Add(new Hj212Part(
            packet.Mn, packet.Cn, at, packet.PartCount!.Value, packet.PartNumber!.Value, Hj212Password.Mask(segment)));
    }

    private void AddReadings(List<Hj212Field> fields, int? periodS, DateTimeOffset at, Decoded into)
    {
        foreach (var item in fields.Where(f => f.Suffix.Length > 0).Select(DayAndNight).GroupBy(f => f.Code, StringComparer.Ordinal))
        {
            var figures = new Hj212Item();
            foreach (var field in item)
            {
                figures.Take(field);
            }

            var code = factors.ToCurrent(item.Key);
            if (figures.BadNumber is { } bad)
            {
                into.Refused.Add(new ItemRefusal(code, new Rejection("bad-number", $"\"{Shorten(bad)}\" is no number.")));
                into.Facts.Add(new DeviceNote(
                    "bad_item", at, JsonSerializer.Serialize(new Dictionary<string, string> { ["property"] = code, ["value"] = Shorten(bad) })));
            }

            if (figures.HasFigures)
            {
                into.Facts.Add(periodS is { } period ? figures.ToPeriod(code, at, period) : figures.ToInstant(code, at));
            }
        }
    }

    /// <summary>The sound of day and of night are figures of their own.</summary>
    private static Hj212Field DayAndNight(Hj212Field field) => field switch
    {
        { Code: "Leq", Suffix: "DayData" } => new("Ld", "Data", field.Value),
        { Code: "Leq", Suffix: "NightData" } => new("Ln", "Data", field.Value),
        _ => field,
    };

    private static string NoteContent(string cn, List<Hj212Field> fields)
    {
        var content = new Dictionary<string, string>(StringComparer.Ordinal) { ["cn"] = cn };
        foreach (var field in fields.Where(f => f is not { Code: "DataTime", Suffix: "" } and not { Code: "NewPW" } and not { Code: "NewSK" }))
        {
            content[field.Suffix.Length > 0 ? $"{field.Code}-{field.Suffix}" : field.Code] = field.Value;
        }

        return JsonSerializer.Serialize(content, NoteJson);
    }

    private static Rejection BadTime(string stated) =>
        new("bad-time", $"DataTime must be a moment written YYYYMMDDhhmmss (Beijing time); this was {Shorten(stated)}.");

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");

    private static readonly JsonSerializerOptions NoteJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
