using System.Text;
using Gis.Ingest.Hj212;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

/// <summary>What the versions of 2005, 2017 and 2025 have of their own.</summary>
public sealed class Version_Tests
{
    private const string Mn = "130200000000000000000001";
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1001", "hardware", true)]
    [InlineData("1011", "clock", true)]
    [InlineData("1061", "interval", true)]
    [InlineData("2013", "raw_data", true)]
    [InlineData("2052", "noise_run", true)]
    [InlineData("2062", "standard_check", true)]
    [InlineData("2081", "logger_start", true)]
    [InlineData("3015", "sample_kept", true)]
    [InlineData("3017", "sampling_cycle", true)]
    [InlineData("3018", "analysis_time", true)]
    [InlineData("3019", "instrument_id", true)]
    [InlineData("9015", "heartbeat", true)]
    [InlineData("9013", "notice_answer", false)]
    [InlineData("3024", "command", false)]
    public void Message_about_the_device_has_its_kind_and_its_answer(string cn, string kind, bool answered)
    {
        var decoded = Decode(cn, "DataTime=20261103110000;X=1");

        Assert.Equal(kind, Assert.Single(decoded.Facts.OfType<DeviceNote>()).Kind);
        Assert.Equal(answered, decoded.Answers.Count == 1);
    }

    [Fact]
    public void Means_of_a_furnace_are_periods_of_five_minutes() =>
        Assert.Equal(300, Assert.IsType<PeriodReading>(Assert.Single(Decode("2111", "DataTime=20261103110000;a01012-Avg=860.5,a01012-Flag=N").Facts)).PeriodS);

    [Fact]
    public void Makers_flags_are_kept_beside_the_values()
    {
        var decoded = Decode("2011", "DataTime=20261103110000;w01018-Rtd=38.4,w01018-Flag=N,w01018-EFlag=A01;011-EFlag=");

        var note = Assert.Single(decoded.Facts.OfType<DeviceNote>());
        Assert.Equal(("maker_flags", """{"cn":"2011","flags":{"w01018":"A01"}}"""), (note.Kind, note.Content));
        Assert.Equal('N', Assert.Single(decoded.Facts.OfType<InstantReading>()).Flag);
    }

    [Theory]
    [InlineData("0", 'C')]
    [InlineData("1", 'S')]
    [InlineData("2", 'D')]
    [InlineData("3", 'N')]
    [InlineData("P", 'P')]
    [InlineData("N", 'N')]
    public void Flags_of_2005_become_those_of_2017(string flag, char read) =>
        Assert.Equal(read, Assert.IsType<InstantReading>(Assert.Single(Decode("2011", $"DataTime=20261103110000;011-Rtd=38.4,011-Flag={flag}").Facts)).Flag);

    [Fact]
    public void Sound_of_day_and_night_are_figures_of_their_own()
    {
        var readings = Decode("2031", "DataTime=20261102000000;Leq-Data=55.1,Leq-DayData=57.2,Leq-NightData=48.3").Facts.Cast<PeriodReading>();

        Assert.Equal(["Leq 55.1", "Ld 57.2", "Ln 48.3"], readings.Select(r => FormattableString.Invariant($"{r.Property} {r.Figures.Avg}")));
    }

    [Fact]
    public void Device_that_asks_for_the_time_gets_a_notice_answer_and_the_time()
    {
        var answers = Decode("1013", "").Answers.Select(a => Encoding.ASCII.GetString(a.Payload)).ToList();

        Assert.Equal(2, answers.Count);
        Assert.Contains("QN=20261103115900001;ST=91;CN=9013;", answers[0], StringComparison.Ordinal);
        Assert.Contains("QN=20261103120000000;ST=32;CN=1012;", answers[1], StringComparison.Ordinal);
        Assert.Contains("CP=&&SystemTime=20261103120000&&", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public void States_and_hours_of_facilities_are_read_and_nonsense_is_passed_over()
    {
        var reports = Decode("2021", "DataTime=20261103110000;SB1-RS=1;SB2-RS=9;SB3-RS=x;SBLONGNAME-RS=1;SB4-RT=25").Facts.OfType<FacilityReport>();

        Assert.Equal(new FacilityReport("SB1", Noon.AddHours(-1), 1, null), Assert.Single(reports));
    }

    [Fact]
    public void Speaker_and_packet_print_no_password()
    {
        var decoded = Decode("9015", "");

        Assert.Equal("hj-pw1", decoded.Speaker!.Pw);
        Assert.DoesNotContain("hj-pw1", decoded.Speaker.ToString(), StringComparison.Ordinal);
    }

    private static Decoded Decode(string cn, string cp)
    {
        var decoded = new Decoded();
        new Hj212Decoder(Hj212Factors.Standard).DecodeMessage(
            Hj212AnswerEncoder.Packet($"QN=20261103115900001;ST=32;CN={cn};PW=hj-pw1;MN={Mn};Flag=5;CP=&&{cp}&&"), Mn, Noon, decoded);
        return decoded;
    }
}
