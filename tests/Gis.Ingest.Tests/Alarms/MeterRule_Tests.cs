using Gis.Ingest.Alarms;
using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

public sealed class MeterRule_Tests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("04-leak-night-flow", "leak")]
    [InlineData("05-reverse-flow", "reverse_flow")]
    [InlineData("06-burst", "burst,meter_flag")]
    [InlineData("07-counter-rollback", "counter_rollback")]
    [InlineData("01-nbiot-daily", "")]
    [InlineData("02-nbiot-alarm", "reverse_flow")]
    public void Sample_is_found_to_be_what_it_shows(string sample, string bad)
    {
        var verdicts = Judge(Read(sample), before: null);

        Assert.Equal(bad, string.Join(',', verdicts.Where(v => v.Finding == Finding.Bad).Select(v => v.Kind).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Leak_names_the_night_flow_and_the_floor()
    {
        var leak = Judge(Read("04-leak-night-flow"), before: null).Single(v => v.Kind == MeterRules.Leak);

        Assert.Equal((34.0, 10.0), (leak.Value!.Value, leak.Limit!.Value));
    }

    [Fact]
    public void Burst_with_falling_pressure_is_red()
    {
        var burst = Judge(Read("06-burst"), before: null).Single(v => v.Kind == MeterRules.Burst);

        Assert.Equal((41.8, 16.0, "red"), (burst.Value!.Value, burst.Limit!.Value, burst.SeverityAfter(1).ToWord()));
    }

    [Fact]
    public void Total_is_compared_with_what_the_store_remembers()
    {
        var report = new MeterReport(Now, TotalM3: 10, ReverseTotalM3: 0.5);

        var bad = Judge(report, new MeterMemory(Now.AddDays(-1), 12, 0.4)).Where(v => v.Finding == Finding.Bad).Select(v => v.Kind);

        Assert.Equal([MeterRules.CounterRollback, MeterRules.ReverseFlow], bad.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Late_report_is_not_compared_with_a_newer_one()
    {
        var report = new MeterReport(Now.AddDays(-2), TotalM3: 10);

        Assert.DoesNotContain(Judge(report, new MeterMemory(Now.AddDays(-1), 12, null)), v => v.Kind == MeterRules.CounterRollback);
    }

    [Fact]
    public void One_zero_interval_means_no_leak()
    {
        var report = Read("04-leak-night-flow");
        var intervals = report.Intervals! with { Litres = [.. report.Intervals!.Litres.Select((l, i) => i == 30 ? 0 : l)] };

        Assert.Equal(Finding.Good, Judge(report with { Intervals = intervals }, null).Single(v => v.Kind == MeterRules.Leak).Finding);
    }

    private static List<Verdict> Judge(MeterReport report, MeterMemory? before) =>
        [.. MeterRules.Judge(new ThingEntry(1, "water_meter", "130102", "real", null), report, before, Figures.Default, Now)];

    private static MeterReport Read(string sample)
    {
        var message = SampleMessage.Read($"water-meter/{sample}.json");
        var decoded = new Decoded();
        MeterDecoder.Decode(message.Payload, message.Topic.Split('/')[1], Now, decoded);
        return decoded.Facts.OfType<MeterReport>().Single();
    }
}
