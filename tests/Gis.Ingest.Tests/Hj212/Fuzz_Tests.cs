using Gis.Ingest.Hj212;
using Gis.Ingest.Pipeline;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

public sealed class Fuzz_Tests
{
    private static readonly Hj212Decoder Decoder = new(Hj212Factors.Standard);

    [Fact]
    public void Spoilt_packets_never_throw() =>
        Fuzz.Run([.. Hj212SampleCase.All.Select(s => s.Bytes)], seed: 212, bytes => Decode(bytes));

    [Fact]
    public void Spoilt_segments_with_a_good_check_sum_never_throw() =>
        Fuzz.Run(
            [.. Hj212SampleCase.All.Where(s => s.Crc is not null).Select(s => s.Bytes[6..^6])],
            seed: 2017,
            segment =>
            {
                if (Hj212SegmentParser.TryParse(segment, out var packet, out var why))
                {
                    Decoder.DecodeData(packet.Cn, packet.Cp, DateTimeOffset.UnixEpoch, new Decoded());
                }
                else
                {
                    Assert.NotEmpty(why.Reason);
                }
            });

    private static void Decode(byte[] bytes)
    {
        var decoded = new Decoded();

        Decoder.DecodeMessage(bytes, "130100F0A000000000000001", DateTimeOffset.UnixEpoch, decoded);

        Assert.True(decoded.Facts.Count + decoded.Rejections.Count + decoded.Refused.Count > 0);
    }
}
