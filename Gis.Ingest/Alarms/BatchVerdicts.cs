using Gis.Ingest.Pipeline;
using Gis.Ingest.Video;
using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>Lets every rule look at what a batch has brought that is new.</summary>
internal static class BatchVerdicts
{
    private const string MemorySql =
        "SELECT thing_id, read_at, total_m3, reverse_total_m3 FROM meter_state WHERE thing_id = ANY ($1) ORDER BY thing_id FOR UPDATE";

    public static async Task<List<Verdict>> FindAsync(
        NpgsqlConnection connection, Batch batch, VideoOutcome videos, RuleFigures figures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var verdicts = await JudgeLimitsAsync(connection, batch, figures, now, cancellationToken);
        verdicts.AddRange(await JudgeMetersAsync(connection, batch, figures, now, cancellationToken));
        verdicts.AddRange(videos.Seen.Select(s => VideoRules.Judge(s.From.Thing!, s.Sighting, s.Id, now)).OfType<Verdict>());
        return verdicts;
    }

    /// <summary>
    /// Of what is not bad, only what may move a rule is worth a verdict. Most values are good and most rules at rest, so the values are looked at twice
    /// where something moves, and kept nowhere.
    /// </summary>
    private static async Task<List<Verdict>> JudgeLimitsAsync(
        NpgsqlConnection connection, Batch batch, RuleFigures figures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var things = new HashSet<long>();
        var found = new List<LimitFinding>();
        foreach (var one in LimitRules.Judge(batch.Values.Where(row => row.IsFresh), figures, now))
        {
            things.Add(one.Key.ThingId);
            if (one.TellsAlone)
            {
                found.Add(one);
            }
        }

        if (things.Count > 0)
        {
            var moving = await MovingStates.FindAsync(connection, [.. things], cancellationToken);
            moving.UnionWith(found.Select(f => f.Key));
            var movingThings = moving.Select(k => k.ThingId).ToHashSet();
            var rows = batch.Values.Where(row => row.IsFresh && movingThings.Contains(row.Stream.Thing.Id));
            found.AddRange(LimitRules.Judge(rows, figures, now).Where(one => !one.TellsAlone && moving.Contains(one.Key)));
        }

        return [.. found.Select(f => LimitRules.ToVerdict(f, figures))];
    }

    private static async Task<List<Verdict>> JudgeMetersAsync(
        NpgsqlConnection connection, Batch batch, RuleFigures figures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var verdicts = new List<Verdict>();

        if (batch.Meters.Count == 0)
        {
            return verdicts;
        }

        // A report whose values are all known was judged when they came first; one without values is told apart by its time.
        var fresh = batch.Values.Where(v => v.IsFresh).Select(v => v.From).ToHashSet();
        var reports = batch.Meters.Where(m => m.From.Values == 0 || fresh.Contains(m.From)).OrderBy(m => m.Report.ReadAt).ToList();
        if (reports.Count == 0)
        {
            return verdicts;
        }

        var memories = await MemoriesAsync(connection, reports.Select(r => r.From.Thing!.Id).Distinct().ToArray(), cancellationToken);
        var steps = await FlowSteps.FindAsync(connection, reports, figures, cancellationToken);
        foreach (var (from, report) in reports)
        {
            var meter = from.Thing!;
            MeterMemory? before = memories.TryGetValue(meter.Id, out var memory) ? memory : null;
            verdicts.AddRange(MeterRules.Judge(meter, report, before, steps.TryGetValue(report, out var step) ? step : null, figures, now));
            if (before is null || report.ReadAt > memory.ReadAt)
            {
                memories[meter.Id] = new MeterMemory(
                    report.ReadAt, report.TotalM3 ?? before?.TotalM3, report.ReverseTotalM3 ?? before?.ReverseTotalM3);
            }
        }

        verdicts.AddRange(await MeterNights.JudgeAsync(connection, reports, figures, now, cancellationToken));
        return verdicts;
    }

    private static async Task<Dictionary<long, MeterMemory>> MemoriesAsync(
        NpgsqlConnection connection, long[] meters, CancellationToken cancellationToken)
    {
        var memories = new Dictionary<long, MeterMemory>();
        await using var command = new NpgsqlCommand(MemorySql, connection);
        command.Parameters.Add(new() { Value = meters });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            memories.Add(reader.GetInt64(0), new MeterMemory(
                reader.GetFieldValue<DateTimeOffset>(1),
                await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetDouble(2),
                await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetDouble(3)));
        }

        return memories;
    }
}
