using System.Globalization;
using System.Text;
using Gis.Ingest.Hj212;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

public sealed class Sample_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Files => [.. Hj212SampleCase.All.Select(s => s.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Sample_does_what_the_manifest_says(string file)
    {
        var sample = Hj212SampleCase.All.Single(s => s.File == file);

        var decoded = Decode(file);

        switch (sample.Expect)
        {
            case "accept" or "accept 1" or "accept 2":
                Assert.Empty(decoded.Rejections);
                Assert.Empty(decoded.Refused);
                Assert.NotEmpty(decoded.Facts);
                break;
            case "reject item":
                Assert.Empty(decoded.Rejections);
                Assert.Single(decoded.Refused);
                Assert.Single(decoded.Answers);
                break;
            case "incomplete":
                Assert.Equal("incomplete-packet", Assert.Single(decoded.Rejections).Code);
                Assert.Empty(decoded.Facts);
                break;
            case "reject":
                // An MN in a wrong form is refused by the parser or, being unknown, by the next step.
                Assert.Single(decoded.Rejections);
                Assert.Empty(decoded.Facts);
                Assert.Empty(decoded.Answers);
                break;
            default:
                Assert.Fail($"The manifest expects {sample.Expect}.");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Good_frame_has_the_manifests_length_and_check_sum(string file)
    {
        var sample = Hj212SampleCase.All.Single(s => s.File == file);
        if (sample.Crc is null)
        {
            return;
        }

        var reader = new Hj212FrameReader(sample.Bytes, Hj212Limits.Standard);
        Assert.Equal(Hj212FrameOutcome.Packet, reader.Read(out var segment, out _));

        Assert.Equal(sample.Len, segment.Length);
        Assert.Equal(sample.Crc, Hj212Crc.Compute(segment).ToString("X4", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("invalid-01-bad-crc.txt", "bad-crc")]
    [InlineData("invalid-02-length-too-small.txt", "length-mismatch")]
    [InlineData("invalid-03-length-not-digits.txt", "bad-length")]
    [InlineData("invalid-04-no-header.txt", "no-packet")]
    [InlineData("invalid-05-cp-not-closed.txt", "bad-segment")]
    [InlineData("invalid-06-split-without-pnum.txt", "bad-parts")]
    [InlineData("invalid-08-oversize.txt", "segment-too-long")]
    [InlineData("invalid-10-bad-datatime.txt", "bad-time")]
    [InlineData("invalid-11-no-mn.txt", "no-mn")]
    [InlineData("invalid-12-unknown-mn.txt", "bad-mn")]
    public void Refusal_names_its_cause(string file, string code) => Assert.Equal(code, Assert.Single(Decode(file).Rejections).Code);

    [Fact]
    public void Real_time_packet_gives_values_with_their_flags()
    {
        var readings = Decode("valid-01-water-realtime-2011.txt").Facts.Cast<InstantReading>().ToList();

        Assert.Equal(["w00000", "w01001", "w01010", "w01018", "w21003", "w21011", "w21001"], readings.Select(r => r.Property));
        var cod = readings[3];
        Assert.Equal(38.4, cod.Value);
        Assert.Equal('N', cod.Flag);
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 0, 58, 57, TimeSpan.Zero), cod.At);
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero), cod.ResultTime);
    }

    [Fact]
    public void Answer_to_the_real_time_packet_is_byte_for_byte_the_sample()
    {
        var answer = Assert.Single(Decode("valid-01-water-realtime-2011.txt").Answers);

        Assert.Equal("hj212/130100F0A000000000000001/down", answer.Topic);
        Assert.Equal(Gis.Testing.Samples.Bytes("hj212/valid-02-data-answer-9014.txt"), answer.Payload);
    }

    [Fact]
    public void Hour_of_gas_carries_converted_figures()
    {
        var sulphur = Decode("valid-04-gas-hour-2061-zs.txt").Facts.Cast<PeriodReading>().Single(r => r.Property == "a21026");

        Assert.Equal(new PeriodFigures(Min: 18, Avg: 22.5, Max: 27, Cou: 20.25, ZsMin: 20, ZsAvg: 25, ZsMax: 30), sulphur.Figures);
        Assert.Equal(3_600, sulphur.PeriodS);
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero), sulphur.Start);
    }

    [Fact]
    public void Old_codes_become_those_of_2017()
    {
        var readings = Decode("valid-14-legacy-2005-2011.txt").Facts.Cast<InstantReading>();

        Assert.Equal(["w00000", "w01001", "w01018", "w21003", "w21011"], readings.Select(r => r.Property));
    }

    [Fact]
    public void Noise_is_a_mean_of_its_period()
    {
        var leq = Decode("valid-10-noise-minute-2051.txt").Facts.Cast<PeriodReading>().Single(r => r.Property == "Leq");

        Assert.Equal(57.3, leq.Figures.Avg);
        Assert.Equal(0, leq.PeriodS);
    }

    [Theory]
    [InlineData("valid-12-device-log-3020-utf8.txt", "log", "清洗管路", true)]
    [InlineData("valid-13-facility-state-2021.txt", "facility_state", "SB2-RS\":\"0", true)]
    [InlineData("valid-15-heartbeat-2025-9015.txt", "heartbeat", "9015", true)]
    [InlineData("valid-08-request-answer-9011.txt", "request_answer", "QnRtn\":\"1", false)]
    [InlineData("valid-09-exec-result-9012.txt", "execution_result", "ExeRtn\":\"1", false)]
    [InlineData("valid-07-set-interval-1062-standard.txt", "command", "RtdInterval\":\"30", false)]
    public void Message_about_the_device_is_kept(string file, string kind, string holds, bool answered)
    {
        var decoded = Decode(file);

        var note = Assert.Single(decoded.Facts.OfType<DeviceNote>());
        Assert.Equal(kind, note.Kind);
        Assert.Contains(holds, note.Content, StringComparison.Ordinal);
        Assert.Equal(answered, decoded.Answers.Count == 1);
    }

    [Fact]
    public void Split_packet_becomes_a_part_with_an_answer_of_its_own()
    {
        var decoded = Decode("valid-06a-split-1of2-2061.txt");

        var part = Assert.IsType<Hj212Part>(Assert.Single(decoded.Facts));
        Assert.Equal((2, 1, "2061"), (part.Count, part.Number, part.Cn));
        Assert.DoesNotContain("123456", Encoding.UTF8.GetString(part.Segment), StringComparison.Ordinal);
        Assert.Contains("QN=20261103090000534;ST=91;CN=9014", Encoding.ASCII.GetString(Assert.Single(decoded.Answers).Payload), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_number_is_kept_as_an_invalid_item()
    {
        var decoded = Decode("invalid-09-bad-number.txt");

        Assert.Null(decoded.Facts.OfType<InstantReading>().Single().Value);
        Assert.Equal("bad_item", decoded.Facts.OfType<DeviceNote>().Single().Kind);
    }

    [Fact]
    public void Packet_of_another_device_than_its_topic_is_refused()
    {
        var decoded = new Decoded();

        new Hj212Decoder(Hj212Factors.Standard).DecodeMessage(
            Gis.Testing.Samples.Bytes("hj212/valid-01-water-realtime-2011.txt"), "130100F0A000000000000009", Noon, decoded);

        Assert.Equal("topic-mismatch", Assert.Single(decoded.Rejections).Code);
        Assert.Empty(decoded.Facts);
        Assert.Empty(decoded.Answers);
    }

    [Fact]
    public void Password_is_masked_wherever_it_stands()
    {
        var masked = Encoding.ASCII.GetString(Hj212Password.Mask("QN=1;PW=123456;MN=2;CP=&&NewPW=654321&&"u8));

        Assert.Equal("QN=1;PW=******;MN=2;CP=&&NewPW=******&&", masked);
    }

    private static Decoded Decode(string file)
    {
        var sample = Hj212SampleCase.All.Single(s => s.File == file);
        var decoded = new Decoded();
        new Hj212Decoder(Hj212Factors.Standard).DecodeMessage(sample.Bytes, sample.Mn, Noon, decoded);
        return decoded;
    }
}
