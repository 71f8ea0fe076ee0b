using Gis.Ingest.Alarms;
using Gis.Ingest.Pipeline;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

public sealed class Lifecycle_Tests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly ThingEntry Thing = new(1, "outfall_water", "130102", "real", null);
    private static readonly AlarmKey Key = new(1, "w01018", "over_limit:3600:avg");

    [Fact]
    public void Bad_period_raises_and_a_worse_one_escalates()
    {
        var (open, raised) = Apply(AlarmState.New(Key), Bad(0, 60, Severity.Blue));
        var (_, updated) = Apply(open, Bad(1, 160, Severity.Red));

        Assert.Equal((AlarmChange.Raised, Severity.Blue, false), (raised!.Change, raised.Severity, raised.Escalated));
        Assert.Equal((AlarmChange.Updated, Severity.Red, true, 160.0, 2), (updated!.Change, updated.Severity, updated.Escalated, updated.Peak!.Value, updated.Periods));
        Assert.Equal(Nine, updated.Since);
    }

    [Fact]
    public void Severity_never_falls_while_the_alarm_is_open()
    {
        var (open, _) = Apply(AlarmState.New(Key), Bad(0, 160, Severity.Red));
        var (_, updated) = Apply(open, Bad(1, 60, Severity.Blue));

        Assert.Equal((Severity.Red, false, 160.0), (updated!.Severity, updated.Escalated, updated.Peak!.Value));
    }

    [Fact]
    public void One_good_period_does_not_clear_and_two_do()
    {
        var (open, _) = Apply(AlarmState.New(Key), Bad(0, 60, Severity.Blue));
        var (once, silent) = Apply(open, Good(1));
        var (closed, cleared) = Apply(once, Good(2));

        Assert.Null(silent);
        Assert.Equal(AlarmChange.Cleared, cleared!.Change);
        Assert.False(closed.IsOpen);
    }

    [Fact]
    public void Value_just_below_the_limit_keeps_the_alarm_and_starts_the_count_anew()
    {
        var (open, _) = Apply(AlarmState.New(Key), Bad(0, 60, Severity.Blue));
        var (once, _) = Apply(open, Good(1));
        var (between, _) = Apply(once, Verdict(2, Finding.Between, 49, Severity.Blue));
        var (still, silent) = Apply(between, Good(3));

        Assert.Null(silent);
        Assert.True(still.IsOpen);
    }

    [Fact]
    public void Same_period_again_tells_nothing_new()
    {
        var (open, _) = Apply(AlarmState.New(Key), Bad(0, 60, Severity.Blue));
        var (same, change) = Apply(open, Bad(0, 60, Severity.Blue));

        Assert.Null(change);
        Assert.Equal(open, same);
    }

    [Fact]
    public void Corrected_period_is_judged_again()
    {
        var (fine, _) = Apply(AlarmState.New(Key) with { BadStreak = 1 }, Good(0));
        var (_, raised) = Apply(fine, Bad(0, 60, Severity.Blue));

        Assert.Equal(AlarmChange.Raised, raised!.Change);
    }

    [Fact]
    public void Notice_needs_two_in_a_row()
    {
        var (first, silent) = Apply(AlarmState.New(Key), Bad(0, 45, Severity.Notice) with { RaiseAfter = 2 });
        var (interrupted, _) = Apply(first, Good(1));
        var (again, stillSilent) = Apply(interrupted, Bad(2, 45, Severity.Notice) with { RaiseAfter = 2 });
        var (_, raised) = Apply(again, Bad(3, 45, Severity.Notice) with { RaiseAfter = 2 });

        Assert.Null(silent);
        Assert.Null(stillSilent);
        Assert.Equal((AlarmChange.Raised, Nine.AddHours(2)), (raised!.Change, raised.Since!.Value));
    }

    [Fact]
    public void Gap_breaks_the_hours_in_a_row()
    {
        var (open, _) = Apply(AlarmState.New(Key), Bad(0, 60, Severity.Blue));
        var (_, updated) = Apply(open, Bad(5, 60, Severity.Blue));

        Assert.Equal(1, updated!.Periods);
    }

    [Fact]
    public void Run_of_bad_backfilled_hours_is_one_alarm_of_history()
    {
        var verdicts = Enumerable.Range(0, 8).Where(h => h is < 3 or 7).Select(h => Bad(h, 60 + h, Severity.Blue) with { IsHistory = true }).Append(Good(3) with { IsHistory = true }).ToList();
        var id = 0L;

        var changes = AlarmHistory.Record(verdicts, () => ++id).ToList();

        Assert.Equal(
            [(1, "raised", 3), (1, "cleared", 3), (2, "raised", 1), (2, "cleared", 1)],
            changes.Select(c => (c.AlarmId, c.Change, c.Periods)));
        Assert.All(changes, c => Assert.True(c.Verdict.IsHistory));
    }

    [Fact]
    public void Backfilled_run_that_is_too_short_to_raise_an_alarm_is_none()
    {
        var verdicts = Enumerable.Range(0, 2).Select(h => Bad(h, 60, Severity.Blue) with { IsHistory = true, RaiseAfter = 3 }).ToList();

        Assert.Empty(AlarmHistory.Record(verdicts, () => 1));
    }

    private static (AlarmState State, AlarmChange? Change) Apply(AlarmState state, Verdict verdict) => AlarmLifecycle.Apply(state, verdict, () => 77);

    private static Verdict Bad(int hour, double value, Severity severity) => Verdict(hour, Finding.Bad, value, severity);

    private static Verdict Good(int hour) => Verdict(hour, Finding.Good, 30, Severity.Blue);

    private static Verdict Verdict(int hour, Finding finding, double value, Severity severity) => new(Key, "over_limit", finding, Nine.AddHours(hour), Thing)
    {
        Period = TimeSpan.FromHours(1),
        SeverityAfter = _ => severity,
        ClearAfter = 2,
        Value = value,
        Limit = 50,
        Ratio = value / 50,
    };
}
