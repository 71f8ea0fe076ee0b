using System.Text;
using Gis.Ingest.Hj212;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

public sealed class Frame_Tests
{
    [Fact]
    public void Noise_and_a_false_head_are_stepped_over()
    {
        var reader = new Hj212FrameReader(Samples.Bytes("hj212/stream-02-noise-then-packet.txt"), Hj212Limits.Standard);
        var packets = 0;
        while (reader.Read(out _, out _) is var outcome && outcome != Hj212FrameOutcome.End)
        {
            packets += outcome == Hj212FrameOutcome.Packet ? 1 : 0;
        }

        Assert.Equal(1, packets);
        Assert.True(reader.NoiseBytes > 0);
    }

    [Fact]
    public void Packet_after_a_damaged_one_is_found()
    {
        byte[] both = [.. Samples.Bytes("hj212/invalid-01-bad-crc.txt"), .. Samples.Bytes("hj212/valid-05-water-day-2031.txt")];
        var reader = new Hj212FrameReader(both, Hj212Limits.Standard);

        Assert.Equal(Hj212FrameOutcome.Rejected, reader.Read(out _, out var why));
        Assert.Equal("bad-crc", why!.Code);
        Assert.Equal(Hj212FrameOutcome.Packet, reader.Read(out _, out _));
        Assert.Equal(Hj212FrameOutcome.End, reader.Read(out _, out _));
    }

    [Fact]
    public void Lower_case_check_sum_and_a_missing_line_feed_are_taken()
    {
        var packet = Encoding.ASCII.GetString(Samples.Bytes("hj212/valid-02-data-answer-9014.txt")).Replace("C601\r\n", "c601\r", StringComparison.Ordinal);
        var reader = new Hj212FrameReader(Encoding.ASCII.GetBytes(packet), Hj212Limits.Standard);

        Assert.Equal(Hj212FrameOutcome.Packet, reader.Read(out _, out _));
    }
}
