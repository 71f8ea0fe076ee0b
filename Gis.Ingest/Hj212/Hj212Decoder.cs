using System.Text.Json;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Hj212;

/// <summary>Turns parsed packets into readings and device notes, and writes the answers that their devices wait for.</summary>
internal sealed class Hj212Decoder(Hj212Factors factors)
{
    /// <summary>Decodes all packets of one message that came on <c>hj212/{mn}/up</c>.</summary>
    public void DecodeMessage(ReadOnlySpan<byte> payload, string mn, DateTimeOffset receivedAt, Decoded into)
    {
        var reader = new Hj212FrameReader(payload, Hj212Limits.Standard);
        var packets = 0;
        List<Rejection> fragments = [];
        while (reader.Read(out var segment, out var why) is var outcome && outcome != Hj212FrameOutcome.End)
        {
            if (outcome == Hj212FrameOutcome.Packet)
            {
                packets++;
                DecodeSegment(segment, mn, receivedAt, into);
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
        }
        else if (stated is null)
        {
            into.Rejections.Add(BadTime("nothing"));
        }
        else
        {
            AddReadings(fields, period, at, into);
        }
    }

    private void DecodeSegment(ReadOnlySpan<byte> segment, string mn, DateTimeOffset receivedAt, Decoded into)
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

        var rejectedBefore = into.Rejections.Count;
        if (packet.IsPart)
        {
            AddPart(packet, segment, into);
        }
        else
        {
            DecodeData(packet.Cn, packet.Cp, receivedAt, into);
        }

        if (into.Rejections.Count == rejectedBefore && packet is { WantsAnswer: true, Qn: not null } && Hj212Commands.IsUpload(packet.Cn))
        {
            into.Answers.Add(new FieldAnswer($"hj212/{mn}/down", Hj212AnswerEncoder.DataAnswer(packet)));
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
        foreach (var item in fields.Where(f => f.Suffix.Length > 0).GroupBy(f => f.Code, StringComparer.Ordinal))
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
