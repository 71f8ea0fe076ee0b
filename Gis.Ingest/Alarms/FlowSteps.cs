using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Gis.Ingest.Rollups;
using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>
/// Holds reports of flow and pressure against the same hour of the days before. The store is asked once an hour for each such meter, and for the pressure
/// before only where the flow is above what is usual; meters that don't report both cost nothing.
/// </summary>
internal static class FlowSteps
{
    private static readonly string UsualSql = EmbeddedSql.Read("Alarms/usual-flow.sql");
    private static readonly string PressureSql = EmbeddedSql.Read("Alarms/pressure-before.sql");

    /// <summary>By report; none where a report doesn't say both, or too little is known of its meter.</summary>
    public static async Task<IReadOnlyDictionary<MeterReport, FlowStep>> FindAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(Envelope From, MeterReport Report)> reports, RuleFigures figures,
        CancellationToken cancellationToken)
    {
        var steps = new Dictionary<MeterReport, FlowStep>(ReferenceEqualityComparer.Instance);
        var readings = reports.Select(r => Reading.Of(r.From.Thing!, r.Report)).OfType<Reading>().ToList();
        if (readings.Count == 0)
        {
            return steps;
        }

        var usual = await UsualAsync(connection, readings, figures.BurstStepDays, cancellationToken);
        foreach (var reading in readings)
        {
            if (usual[(reading.Flow.Id, reading.Hour)] is { Mean: { } mean, Sigma: { } sigma } known && known.Days >= figures.BurstStepLeastDays)
            {
                steps[reading.Report] = new FlowStep(
                    reading.FlowM3h, mean, sigma, mean + (figures.BurstStepSigmas * sigma), reading.PressureMPa, reading.Report.PressureBeforeMPa);
            }
        }

        await AddPressureBeforeAsync(connection, readings, steps, cancellationToken);
        return steps;
    }

    private static async Task<Dictionary<(long Stream, DateTimeOffset Hour), UsualFlow>> UsualAsync(
        NpgsqlConnection connection, List<Reading> readings, int days, CancellationToken cancellationToken)
    {
        var known = new Dictionary<(long, DateTimeOffset), UsualFlow>();
        var asked = new List<Reading>();
        foreach (var reading in readings.DistinctBy(r => (r.Flow.Id, r.Hour)))
        {
            if (reading.Flow.Thing.Usual is { } usual && usual.Hour == reading.Hour)
            {
                known[(reading.Flow.Id, reading.Hour)] = usual;
            }
            else
            {
                asked.Add(reading);
            }
        }

        if (asked.Count == 0)
        {
            return known;
        }

        await using var command = new NpgsqlCommand(UsualSql, connection)
        {
            Parameters = { Sql.Ints(Enumerable.Range(0, asked.Count)), Sql.Longs(asked.Select(a => a.Flow.Id)), Sql.Times(asked.Select(a => a.Hour)), Sql.Value(days) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var reading = asked[reader.GetInt32(0)];
            var usual = new UsualFlow(
                reading.Hour, reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetDouble(2), reader.IsDBNull(3) ? null : reader.GetDouble(3));
            known[(reading.Flow.Id, reading.Hour)] = usual;

            // A report of an old hour doesn't take the place of the hour that the meter is in.
            if (reading.Flow.Thing.Usual is not { } kept || kept.Hour < usual.Hour)
            {
                reading.Flow.Thing.Usual = usual;
            }
        }

        return known;
    }

    private static async Task AddPressureBeforeAsync(
        NpgsqlConnection connection, List<Reading> readings, Dictionary<MeterReport, FlowStep> steps, CancellationToken cancellationToken)
    {
        var asked = readings.Where(r => steps.TryGetValue(r.Report, out var step) && step is { IsAbove: true, PressureBefore: null }).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(PressureSql, connection)
        {
            Parameters =
            {
                Sql.Ints(Enumerable.Range(0, asked.Count)),
                Sql.Longs(asked.Select(a => a.Pressure.Id)),
                Sql.Times(asked.Select(a => TimeWindow.ToStorePrecision(a.Report.ReadAt))),
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var report = asked[reader.GetInt32(0)].Report;
            steps[report] = steps[report] with { PressureBefore = reader.GetDouble(1) };
        }
    }

    /// <summary>A report that says flow and pressure, both of them plausible, of a meter that is registered with both.</summary>
    private sealed record Reading(MeterReport Report, StreamEntry Flow, StreamEntry Pressure, double FlowM3h, double PressureMPa)
    {
        public DateTimeOffset Hour { get; } = RollupMarks.HourOf(Report.ReadAt);

        public static Reading? Of(ThingEntry meter, MeterReport report) =>
            report is { FlowM3h: { } flow, PressureMPa: { } pressure }
            && meter.Instant(MeterProperty.Flow) is { } flows && IsFit(flow, flows)
            && meter.Instant(MeterProperty.Pressure) is { } pressures && IsFit(pressure, pressures)
                ? new Reading(report, flows, pressures, flow, pressure)
                : null;

        private static bool IsFit(double value, StreamEntry stream) =>
            QualityRules.Assess(value, null, stream.GateMin, stream.GateMax) == ValueQuality.Valid;
    }
}
