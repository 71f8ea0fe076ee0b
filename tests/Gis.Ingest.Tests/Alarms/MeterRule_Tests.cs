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

    [Fact]
    public void Register_that_ran_over_is_no_rollback()
    {
        var report = new MeterReport(Now, TotalM3: 0.3);
        var memory = new MeterMemory(Now.AddDays(-1), 99_999.9, null);
        var meter = new ThingEntry(1, "water_meter", "130102", "real", 2.5);
        var registered = new ThingEntry(1, "water_meter", "130102", "real", 2.5) { RegisterM3 = 100_000 };

        Assert.Equal(Finding.Bad, MeterRules.Judge(meter, report, memory, null, Figures.Default, Now).Single(v => v.Kind == MeterRules.CounterRollback).Finding);
        Assert.Equal(Finding.Good, MeterRules.Judge(registered, report, memory, null, Figures.Default, Now).Single(v => v.Kind == MeterRules.CounterRollback).Finding);
    }

    [Fact]
    public void Reverse_total_that_fell_is_no_reverse_flow()
    {
        var reverse = Judge(new MeterReport(Now, ReverseTotalM3: 0), new MeterMemory(Now.AddDays(-1), null, 4.2)).Single(v => v.Kind == MeterRules.ReverseFlow);

        Assert.Equal((Finding.Good, 0.0), (reverse.Finding, reverse.Value!.Value));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(24, 1)]
    public void Burst_needs_three_intervals_however_few_a_report_holds(int intervals, int reports)
    {
        var report = new MeterReport(Now, Q3M3h: 2.5, Intervals: new MeterIntervals(Now.AddHours(-intervals), 60, [.. Enumerable.Repeat(3_000.0, intervals)]));

        var burst = Judge(report, null).Single(v => v.Kind == MeterRules.Burst);

        Assert.Equal((Finding.Bad, reports), (burst.Finding, burst.RaiseAfter));
    }

    [Fact]
    public void Flow_alone_above_q3_needs_three_reports()
    {
        var burst = Judge(new MeterReport(Now, FlowM3h: 3, Q3M3h: 2.5), null).Single(v => v.Kind == MeterRules.Burst);

        Assert.Equal((Finding.Bad, 3), (burst.Finding, burst.RaiseAfter));
        Assert.DoesNotContain(Judge(new MeterReport(Now, FlowM3h: 3), null), v => v.Kind == MeterRules.Burst);
    }

    [Theory]
    [InlineData(11, 1, true)]
    [InlineData(10, 1, false)]
    [InlineData(11, 0, false)]
    public void Night_is_judged_as_a_whole_day_is(double leastAtNight, double least, bool leaks)
    {
        var verdict = MeterRules.JudgeNight(new ThingEntry(1, "water_meter", "130102", "real", null), new MeterNight(Now, least, leastAtNight), Figures.Default, Now);

        Assert.Equal((leaks, Now), (verdict.Finding == Finding.Bad, verdict.At));
    }

    private static List<Verdict> Judge(MeterReport report, MeterMemory? before) =>
        [.. MeterRules.Judge(new ThingEntry(1, "water_meter", "130102", "real", null), report, before, null, Figures.Default, Now)];

    private static MeterReport Read(string sample)
    {
        var message = SampleMessage.Read($"water-meter/{sample}.json");
        var decoded = new Decoded();
        MeterDecoder.Decode(message.Payload, message.Topic.Split('/')[1], Now, decoded);
        return decoded.Facts.OfType<MeterReport>().Single();
    }
}
