namespace Gis.Ingest.Alarms;

/// <summary>Records what back-filled data show: each run of bad periods, long enough to raise one, as one alarm, raised and cleared at once, never live.</summary>
internal static class AlarmHistory
{
    public static IEnumerable<AlarmChange> Record(IReadOnlyList<Verdict> verdicts, Func<long> newId)
    {
        foreach (var rule in verdicts.GroupBy(v => v.Key))
        {
            var run = new List<Verdict>();
            foreach (var verdict in rule.OrderBy(v => v.At))
            {
                var continues = verdict.Finding == Finding.Bad && run.Count > 0 && verdict.At - run[^1].At <= verdict.Period;
                if (run.Count > 0 && !continues)
                {
                    foreach (var change in Tell(run, newId))
                    {
                        yield return change;
                    }

                    run.Clear();
                }

                if (verdict.Finding == Finding.Bad)
                {
                    run.Add(verdict);
                }
            }

            foreach (var change in Tell(run, newId))
            {
                yield return change;
            }
        }
    }

    private static IEnumerable<AlarmChange> Tell(List<Verdict> run, Func<long> newId)
    {
        if (run.Count == 0 || run.Count < run[0].RaiseAfter)
        {
            yield break;
        }

        var worst = run.MaxBy(v => v.Ratio ?? 0)!;
        var severity = Severities.Worst(worst.SeverityAfter(1), run[^1].SeverityAfter(run.Count));
        var id = newId();
        var raised = new AlarmChange(
            id, AlarmChange.Raised, worst with { At = run[0].At, IsHistory = true }, severity, false, run[0].At, worst.Value, run.Count);
        yield return raised;
        yield return raised with { Change = AlarmChange.Cleared, Verdict = worst with { At = run[^1].At, IsHistory = true } };
    }
}
