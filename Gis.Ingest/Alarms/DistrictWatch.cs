using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>
/// Judges the nights of district meters that the roll-up has found or found anew, once each, whatever order their data came in; for the one ingest that
/// has the roll-up's turn.
/// </summary>
internal sealed class DistrictWatch(TimeProvider clock)
{
    private const int Chunk = 500;

    private const string JudgedSql =
        """
        UPDATE meter_night n SET judged = true, leaks = u.leaks
        FROM unnest($1::bigint[], $2::timestamptz[], $3::boolean[]) AS u(thing_id, ends_at, leaks)
        WHERE n.thing_id = u.thing_id AND n.ends_at = u.ends_at
        """;

    private static readonly string NightsSql = EmbeddedSql.Read("Alarms/district-nights.sql");
    private readonly RuleFigureStore _figures = new(clock);

    public async Task JudgeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var figures = await _figures.GetAsync(connection, cancellationToken);
        while (await JudgeSomeAsync(connection, figures, cancellationToken) == Chunk)
        {
        }
    }

    /// <summary>How many nights were waiting and no longer are.</summary>
    private async Task<int> JudgeSomeAsync(NpgsqlConnection connection, RuleFigures figures, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var nights = await FindAsync(connection, figures, cancellationToken);
        if (nights.Count == 0)
        {
            return 0;
        }

        var judged = nights.GroupBy(n => n.Meter.Id).SelectMany(meter => Judge([.. meter], figures, now)).ToList();
        var alarms = new AlarmJudge();
        await alarms.JudgeAsync(connection, [.. judged.Where(j => j.IsNews).Select(j => j.Verdict)], cancellationToken);
        await using var last = new NpgsqlBatch(connection);
        last.BatchCommands.Add(Sql.Command(
            JudgedSql,
            Sql.Longs(judged.Select(j => j.Verdict.Thing.Id)),
            Sql.Times(judged.Select(j => j.Verdict.At)),
            Sql.Flags(judged.Select(j => j.Leaks))));
        foreach (var command in AlarmNews.Commands(alarms, now))
        {
            last.BatchCommands.Add(command);
        }

        last.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await last.ExecuteNonQueryAsync(cancellationToken);
        return nights.Count(n => n.IsDue);
    }

    private static IEnumerable<Judged> Judge(List<Waiting> meter, RuleFigures figures, DateTimeOffset now)
    {
        foreach (var night in meter.Where(n => n.IsToJudge))
        {
            var before = meter.Where(n => n.Night.End < night.Night.End && n.Night.End >= night.Night.End.AddDays(1 - figures.DistrictNights));
            var verdict = DistrictRules.Judge(night.Meter, night.Night, [.. before.Select(n => n.Night)], figures, now);
            var leaks = night.IsDistrict && verdict.Finding == Finding.Bad;

            // A leak that was told is not told again because a litre more is known of it.
            yield return new Judged(verdict, leaks, night.IsDistrict && !(leaks && night.Leaked));
        }
    }

    private static async Task<List<Waiting>> FindAsync(NpgsqlConnection connection, RuleFigures figures, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(NightsSql, connection)
        {
            Parameters = { Sql.Value(figures.DistrictNights), Sql.Value(figures.DistrictBaselineNights), Sql.Value(Chunk) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var nights = new List<Waiting>();
        while (await reader.ReadAsync(cancellationToken))
        {
            nights.Add(new Waiting(
                new ThingEntry(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), q3M3h: null),
                new DistrictNight(
                    reader.GetFieldValue<DateTimeOffset>(5), reader.GetDouble(6), Number(7), reader.GetInt32(8), Number(9), Number(10)),
                IsDistrict: reader.GetBoolean(4), IsToJudge: reader.GetBoolean(11), IsDue: reader.GetBoolean(12), Leaked: reader.GetBoolean(13)));
        }

        return nights;

        double? Number(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
    }

    private sealed record Waiting(ThingEntry Meter, DistrictNight Night, bool IsDistrict, bool IsToJudge, bool IsDue, bool Leaked);

    private sealed record Judged(Verdict Verdict, bool Leaks, bool IsNews);
}
