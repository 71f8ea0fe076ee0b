using Gis.Ingest.Hj212;
using Gis.Ingest.Hj212.Tcp;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Tests.Hj212;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>HJ 212: messages, segments behind a good check sum, and streams cut anywhere.</summary>
internal static class Hj212Targets
{
    private static readonly Hj212Decoder Decoder = new(Hj212Factors.Standard);
    private static readonly byte[] Good = Samples.Bytes("hj212/valid-05-water-day-2031.txt");

    /// <summary>So much after the good packet that no false length can hide it.</summary>
    private static readonly byte[] Tail = [.. Good, .. Enumerable.Repeat((byte)'\n', 1_100)];

    public static readonly FuzzTarget Message = new("hj212 message", 212, [.. Hj212SampleCase.All.Select(s => s.Bytes)], DecodeMessage);

    public static readonly FuzzTarget Segment =
        new("hj212 segment", 2017, [.. Hj212SampleCase.All.Where(s => s.Crc is not null).Select(s => s.Bytes[6..^6])], DecodeSegment);

    public static readonly FuzzTarget Stream = new("hj212 stream", 921, [.. Hj212SampleCase.All.Select(s => s.Bytes)], CutStream);

    public static IReadOnlyList<FuzzTarget> All { get; } = [Message, Segment, Stream];

    private static string DecodeMessage(byte[] bytes)
    {
        var decoded = new Decoded();
        Decoder.DecodeMessage(bytes, "130100F0A000000000000001", DateTimeOffset.UnixEpoch, decoded);
        Assert.True(decoded.Facts.Count + decoded.Rejections.Count + decoded.Refused.Count > 0);
        return decoded.Rejections.Count > 0 ? decoded.Rejections[0].Code : decoded.Refused.Count > 0 ? FuzzTarget.InPart : FuzzTarget.Accepted;
    }

    private static string DecodeSegment(byte[] segment)
    {
        if (!Hj212SegmentParser.TryParse(segment, out var packet, out var why))
        {
            Assert.NotEmpty(why.Reason);
            return why.Code;
        }

        return FuzzTarget.Outcome(decoded => Decoder.DecodeData(packet.Cn, packet.Cp, DateTimeOffset.UnixEpoch, decoded));
    }

    /// <summary>Whatever stands before it and wherever the stream is cut, the good packet is found. Where it is cut follows from the bytes, so that a case can be repeated.</summary>
    private static string CutStream(byte[] bytes)
    {
        byte[] stream = [.. bytes, .. Tail];
        var cut = bytes.Aggregate(17, (sum, b) => ((sum * 31) + b) & 0xFFFFFF) % stream.Length;
        var cutter = new Hj212StreamCutter();
        var frames = new List<Hj212Frame>();
        byte[] rest = stream[..cut][cutter.Cut(stream.AsSpan(0, cut), dropHalf: false, frames)..];
        cutter.Cut([.. rest, .. stream[cut..]], dropHalf: false, frames);
        Assert.Contains(frames, f => f.Why is null && f.Segment.SequenceEqual(Good.AsSpan(6, Good.Length - 12)));
        return frames[0].Why?.Code ?? FuzzTarget.Accepted;
    }
}
