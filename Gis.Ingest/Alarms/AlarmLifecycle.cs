namespace Gis.Ingest.Alarms;

/// <summary>Raise, update and clear with hysteresis: a pure step from one state and one verdict to the next state and what is to be told.</summary>
internal static class AlarmLifecycle
{
    private const double ClearlyHigher = 1.05;

    /// <param name="state">Where the rule stands.</param>
    /// <param name="verdict">What was found now; not older than what was judged last.</param>
    /// <param name="newId">Gives the id of an alarm that is raised.</param>
    public static (AlarmState State, AlarmChange? Change) Apply(AlarmState state, Verdict verdict, Func<long> newId) => verdict.Finding switch
    {
        Finding.Bad => ApplyBad(state, verdict, newId),
        Finding.Good => ApplyGood(state, verdict),
        _ => (state with { JudgedTo = verdict.At, BadStreak = 0, GoodStreak = 0 }, null),
    };

    /// <summary>A late verdict is about a time before what was judged already; it may be recorded, but it moves nothing.</summary>
    public static bool IsLate(AlarmState state, Verdict verdict) => verdict.At < state.JudgedTo;

    private static (AlarmState State, AlarmChange? Change) ApplyBad(AlarmState state, Verdict verdict, Func<long> newId)
    {
        var again = verdict.At == state.JudgedTo;
        var gap = verdict.Period > TimeSpan.Zero && verdict.At - state.JudgedTo > verdict.Period * 2;
        var streak = again ? Math.Max(1, state.BadStreak) : gap ? 1 : state.BadStreak + 1;
        var peak = Worse(state.Peak, verdict);
        var severity = Severities.Worst(state.Severity ?? Severity.Notice, verdict.SeverityAfter(streak));
        var next = state with
        {
            JudgedTo = verdict.At,
            BadStreak = streak,
            GoodStreak = 0,
            Peak = peak,
            Since = state.Since is { } since && (state.IsOpen || streak > 1) ? since : verdict.At,
        };
        if (!state.IsOpen)
        {
            if (streak < verdict.RaiseAfter)
            {
                return (next, null);
            }

            next = next with { AlarmId = newId(), Severity = severity };
            return (next, Tell(next, AlarmChange.Raised, verdict, severity, escalated: false));
        }

        var escalated = severity > state.Severity;
        var tells = escalated || (again ? peak != state.Peak : verdict.TellsEach || IsClearlyWorse(state.Peak, peak, verdict.IsLower));
        next = next with { Severity = severity, Peak = tells ? peak : state.Peak };
        return (next, tells ? Tell(next, AlarmChange.Updated, verdict, severity, escalated) : null);
    }

    private static (AlarmState State, AlarmChange? Change) ApplyGood(AlarmState state, Verdict verdict)
    {
        var streak = verdict.At == state.JudgedTo ? Math.Max(1, state.GoodStreak) : state.GoodStreak + 1;
        var next = state with { JudgedTo = verdict.At, BadStreak = 0, GoodStreak = streak };
        if (!state.IsOpen)
        {
            return (next with { Since = null, Peak = null }, null);
        }

        return streak < verdict.ClearAfter
            ? (next, null)
            : (next with { AlarmId = null, Severity = null, Since = null, Peak = null, GoodStreak = 0 },
                Tell(state, AlarmChange.Cleared, verdict, state.Severity ?? Severity.Notice, escalated: false));
    }

    private static AlarmChange Tell(AlarmState state, string change, Verdict verdict, Severity severity, bool escalated) =>
        new(state.AlarmId!.Value, change, verdict, severity, escalated, state.Since, state.Peak, state.BadStreak);

    private static double? Worse(double? peak, Verdict verdict) => (peak, verdict.Value) switch
    {
        (null, var value) => value,
        (var known, null) => known,
        ({ } known, { } value) => verdict.IsLower ? Math.Min(known, value) : Math.Max(known, value),
    };

    private static bool IsClearlyWorse(double? before, double? after, bool isLower) =>
        before is { } was && after is { } now && (isLower ? now * ClearlyHigher < was : now > was * ClearlyHigher);
}
