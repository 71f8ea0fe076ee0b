using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>
/// Judges the nights of meters that send their day in pieces. Whichever report completes a day lets it be judged, in whatever order they come; one
/// question to the store a batch, after its values are written.
/// </summary>
internal static class MeterNights
{
    private const double SecondsPerHour = 3_600;
    private static readonly string NightSql = EmbeddedSql.Read("Alarms/meter-nights.sql");

    // A day ends when the night's watch does: 04:00 Beijing time is 20:00 UTC.
    private static readonly TimeSpan EndOfNightUtc = TimeSpan.FromHours(20);
    private static readonly TimeSpan WholeDay = TimeSpan.FromHours(23.5);

    public static async Task<List<Verdict>> JudgeAsync(
        NpgsqlConnection connection, IEnumerable<(Envelope From, MeterReport Report)> reports, RuleFigures figures, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var touched = reports.SelectMany(r => Touched(r.From.Thing!, r.Report)).DistinctBy(t => (t.Stream.Id, t.End)).ToList();
        var verdicts = new List<Verdict>();
        if (touched.Count == 0)
        {
            return verdicts;
        }

        var streams = touched.Select(t => t.Stream).DistinctBy(s => s.Id).ToDictionary(s => s.Id);
        await using var command = new NpgsqlCommand(NightSql, connection);
        command.Parameters.Add(Sql.Longs(touched.Select(t => t.Stream.Id)));
        command.Parameters.Add(Sql.Times(touched.Select(t => t.End)));
        command.Parameters.Add(Sql.Ints(touched.Select(t => t.Stream.PeriodS)));
        command.Parameters.Add(Sql.Time(touched.Min(t => t.End).AddDays(-1)));
        command.Parameters.Add(Sql.Time(touched.Max(t => t.End)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            // An old day has no open alarm that it could be told from, so it is recorded once: when its last piece has come.
            if (TimeWindow.IsBackfill(reader.GetFieldValue<DateTimeOffset>(1), now) && !reader.GetBoolean(4))
            {
                continue;
            }

            var stream = streams[reader.GetInt64(0)];
            var night = new MeterNight(
                reader.GetFieldValue<DateTimeOffset>(1), reader.GetDouble(2), reader.GetDouble(3) * SecondsPerHour / stream.PeriodS);
            verdicts.Add(MeterRules.JudgeNight(stream.Thing, night, figures, now));
        }

        return verdicts;
    }

    /// <summary>
    /// The days that the report's intervals belong to; none where it holds a whole day, which is judged by itself, nor of a district's meter, whose nights
    /// <see cref="DistrictWatch"/> judges.
    /// </summary>
    private static IEnumerable<(StreamEntry Stream, DateTimeOffset End)> Touched(ThingEntry meter, MeterReport report)
    {
        if (report.Intervals is not { Litres.Count: > 0 } intervals
            || intervals.Litres.Count * TimeSpan.FromMinutes(intervals.Minutes) >= WholeDay
            || meter.Role == MeterRole.District
            || meter.Period(MeterProperty.IntervalVolume, intervals.Minutes * 60) is not { } stream)
        {
            return [];
        }

        return Enumerable.Range(0, intervals.Litres.Count).Select(i => (stream, EndOfDay(intervals.StartOf(i)))).Distinct();
    }

    private static DateTimeOffset EndOfDay(DateTimeOffset start)
    {
        var midnight = new DateTimeOffset((start - EndOfNightUtc).UtcDateTime.Date, TimeSpan.Zero);
        return midnight.AddDays(1) + EndOfNightUtc;
    }
}
