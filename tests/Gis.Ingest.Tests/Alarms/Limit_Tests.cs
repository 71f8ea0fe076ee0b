using Gis.Ingest.Alarms;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Gis.Ingest.Readings;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

public sealed class Limit_Tests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);
    private static readonly Envelope From = new(new FieldMessage("t", [], Now, new DeafLine()));

    [Theory]
    [InlineData(50, 1, Finding.Between, null)]
    [InlineData(47.4, 1, Finding.Good, null)]
    [InlineData(75, 1, Finding.Bad, "blue")]
    [InlineData(86.4, 1, Finding.Bad, "yellow")]
    [InlineData(101, 1, Finding.Bad, "orange")]
    [InlineData(151, 1, Finding.Bad, "red")]
    [InlineData(60, 2, Finding.Bad, "yellow")]
    [InlineData(60, 6, Finding.Bad, "orange")]
    [InlineData(60, 24, Finding.Bad, "red")]
    public void Hour_mean_is_judged_by_ratio_and_hours_in_a_row(double avg, int hours, object finding, string? severity)
    {
        var verdict = Assert.Single(Judge(Hour(avg), Limit(50)));

        Assert.Equal(finding, verdict.Finding);
        if (severity is not null)
        {
            Assert.Equal(severity, verdict.SeverityAfter(hours).ToWord());
            Assert.Equal(avg / 50, verdict.Ratio!.Value, 6);
        }
    }

    [Theory]
    [InlineData(5.5, Finding.Bad)]
    [InlineData(9.5, Finding.Bad)]
    [InlineData(7.3, Finding.Good)]
    [InlineData(8.9, Finding.Between)]
    public void Ph_has_two_limits(double avg, object finding) =>
        Assert.Equal(finding, Assert.Single(Judge(Hour(avg), new LimitEntry(1, "p", 3_600, "avg", 9, 6, Now.AddYears(-1), null))).Finding);

    [Fact]
    public void Gas_is_judged_on_the_converted_mean_alone()
    {
        var measured = Row(3_600, new PeriodFigures(Avg: 40, ZsAvg: 30), 40, 30);
        var unconverted = Row(3_600, new PeriodFigures(Avg: 40), 40, null);

        Assert.Equal(Finding.Good, Assert.Single(Judge(measured, Limit(35, "zs_avg"))).Finding);
        Assert.Empty(Judge(unconverted, Limit(35, "zs_avg")));
    }

    [Theory]
    [InlineData(ValueQuality.FlaggedByDevice)]
    [InlineData(ValueQuality.OutsideGate)]
    [InlineData(ValueQuality.NotANumber)]
    public void Value_that_is_not_fit_is_never_judged(object quality) =>
        Assert.Empty(Judge(Row(3_600, new PeriodFigures(Avg: 500), 500, null, (ValueQuality)quality), Limit(50)));

    [Fact]
    public void Limit_counts_only_while_it_is_in_force()
    {
        var past = Limit(10) with { ValidTo = Now.AddDays(-1) };
        var future = Limit(20) with { ValidFrom = Now.AddDays(1) };

        Assert.Empty(Judge(Hour(100), past, future));
    }

    [Fact]
    public void Real_time_value_above_eighty_percent_is_near_the_limit_and_never_over_it()
    {
        var verdict = Assert.Single(Judge(Row(0, PeriodFigures.None, 120, null), Limit(50)));

        Assert.Equal((LimitRules.NearLimit, Finding.Bad, 2, "notice"), (verdict.Kind, verdict.Finding, verdict.RaiseAfter, verdict.SeverityAfter(9).ToWord()));
    }

    [Fact]
    public void Day_whose_end_is_within_the_last_day_is_no_backfill()
    {
        var day = new ValueRow(new StreamEntry(1, Thing(Limit(50) with { PeriodS = 86_400 }), "p", 86_400, null, null, "mg/L"),
            Now.AddHours(-36), 60, null, new PeriodFigures(Avg: 60), 'N', ValueQuality.Valid, null, From);

        Assert.False(Assert.Single(JudgeAsItIs(day)).IsHistory);
    }

    private static List<Verdict> Judge(ValueRow row, params LimitEntry[] limits)
    {
        var thing = Thing(limits);
        return JudgeAsItIs(
            new ValueRow(row.Stream with { Thing = thing }, row.At, row.Value, row.ZsValue, row.Figures, row.Flag, row.Quality, null, From));
    }

    private static List<Verdict> JudgeAsItIs(ValueRow row) =>
        [.. LimitRules.Judge([row], Figures.Default, Now).Select(found => LimitRules.ToVerdict(found, Figures.Default))];

    private static ThingEntry Thing(params LimitEntry[] limits)
    {
        var thing = new ThingEntry(1, "outfall_water", "130102", "real", null);
        foreach (var limit in limits)
        {
            thing.Add(limit);
        }

        return thing;
    }

    private static LimitEntry Limit(double upper, string basis = "avg") => new(1, "p", 3_600, basis, upper, null, Now.AddYears(-1), null);

    private static ValueRow Hour(double avg) => Row(3_600, new PeriodFigures(Avg: avg), avg, null);

    private static ValueRow Row(int periodS, PeriodFigures figures, double? value, double? zs, ValueQuality quality = ValueQuality.Valid) => new(
        new StreamEntry(1, Thing(), "p", periodS, null, null, "mg/L"), Now.AddHours(-1), value, zs, figures, 'N', quality, null, From);
}
