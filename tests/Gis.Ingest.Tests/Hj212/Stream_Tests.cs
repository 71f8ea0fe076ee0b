using System.Text;
using Gis.Ingest.Hj212;
using Gis.Ingest.Hj212.Tcp;
using Gis.Ingest.Tests.Fuzzing;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

/// <summary>Packets are found in a stream wherever it is cut and whatever stands between them.</summary>
public sealed class Stream_Tests
{
    private static readonly byte[] First = Samples.Bytes("hj212/valid-05-water-day-2031.txt");
    private static readonly byte[] Second = Samples.Bytes("hj212/valid-01-water-realtime-2011.txt");

    [Fact]
    public void Stream_cut_at_every_byte_gives_the_same_packets()
    {
        byte[] stream = [.. "noise"u8, .. First, .. "\r\n# "u8, .. Samples.Bytes("hj212/invalid-01-bad-crc.txt"), .. Second];
        for (var cut = 0; cut <= stream.Length; cut++)
        {
            var frames = Cut(stream[..cut], stream[cut..]);

            Assert.Equal([First, Second], Trimmed(frames.Where(f => f.Why is null)));
            Assert.Equal("bad-crc", Assert.Single(frames, f => f.Why is not null).Why!.Code);
        }
    }

    [Fact]
    public void Stream_that_comes_byte_by_byte_gives_the_same_packets()
    {
        var frames = Cut([.. First.Concat(Second).Select(b => new[] { b })]);

        Assert.Equal([First, Second], Trimmed(frames));
    }

    [Fact]
    public void Packet_behind_a_stray_hash_is_found()
    {
        var frames = Cut([.. "#"u8, .. First]);

        Assert.Equal(["bad-length", null], frames.Select(f => f.Why?.Code));
        Assert.Equal(First, frames[1].Bytes);
    }

    [Fact]
    public void Good_packet_behind_a_false_head_is_found_when_the_half_packet_is_dropped()
    {
        var cutter = new Hj212StreamCutter();
        var frames = new List<Hj212Frame>();
        byte[] bytes = [.. "##1000QN="u8, .. First];

        var waiting = cutter.Cut(bytes, dropHalf: false, frames);
        Assert.Empty(frames);
        cutter.Cut(bytes.AsSpan(waiting), dropHalf: true, frames);

        Assert.Equal(["incomplete-packet", null], frames.Select(f => f.Why?.Code));
        Assert.Equal(First, frames[1].Bytes);
    }

    [Fact]
    public void Spoilt_streams_never_throw_and_the_good_packet_behind_them_is_found() => Fuzz.Run(Hj212Targets.Stream, cases: 20_000);

    [Fact]
    public void Segment_of_a_packet_is_what_its_length_says()
    {
        var frame = Assert.Single(Cut(Second));

        Assert.Equal("QN=20261103085857223", Encoding.ASCII.GetString(frame.Segment[..20]));
        Assert.Equal(Hj212Crc.Compute(frame.Segment), Convert.ToUInt16(Encoding.ASCII.GetString(frame.Bytes[^6..^2]), 16));
    }

    /// <summary>What the network delivers piece by piece.</summary>
    private static List<Hj212Frame> Cut(params byte[][] pieces)
    {
        var cutter = new Hj212StreamCutter();
        var frames = new List<Hj212Frame>();
        byte[] rest = [];
        foreach (var piece in pieces)
        {
            byte[] bytes = [.. rest, .. piece];
            rest = bytes[cutter.Cut(bytes, dropHalf: false, frames)..];
        }

        return frames;
    }

    /// <summary>A packet whose LF comes later is taken without it.</summary>
    private static IEnumerable<byte[]> Trimmed(IEnumerable<Hj212Frame> frames) =>
        frames.Select(f => f.Bytes[^1] == '\n' ? f.Bytes : [.. f.Bytes, (byte)'\n']);
}
