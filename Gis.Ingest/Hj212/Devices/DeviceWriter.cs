using Gis.Ingest.Hj212.Tcp;
using Gis.Ingest.Lines;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Pipeline;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>Writes what a batch tells about devices: by which way they are heard, the states of their facilities, their answers to commands.</summary>
internal sealed class DeviceWriter(DevicePasswordSeal seal, string ingest)
{
    /// <summary>A device that goes on speaking the same way is looked up again after this long.</summary>
    private static readonly TimeSpan LooksAgain = TimeSpan.FromMinutes(5);

    /// <summary>A TCP line that did not say so for longer than this no longer stands: its ingest is gone.</summary>
    private static readonly TimeSpan StandsFor = TimeSpan.FromMinutes(3);

    // Messages that come over the broker don't end the session of a TCP line that stands.
    private const string SessionSql =
        """
        INSERT INTO device_session AS s (mn, thing_id, ingest, line, way, st, version, password, since, kept_at)
        SELECT u.mn, u.thing_id, $1, $2, u.way, u.st, u.version, u.password, $3, $3
        FROM unnest($4::text[], $5::bigint[], $6::text[], $7::text[], $8::smallint[], $9::bytea[]) AS u(mn, thing_id, way, st, version, password)
        WHERE NOT EXISTS (SELECT FROM device_session k WHERE k.mn = u.mn AND k.thing_id = u.thing_id AND k.ended_at IS NULL AND (
            (k.way = u.way AND (k.way = 'mqtt' OR k.ingest = $1) AND k.st = u.st AND k.version = u.version AND k.kept_at > $3 - interval '1 hour')
            OR (k.way = 'tcp' AND k.kept_at > $3 - make_interval(secs => $10))))
        ORDER BY u.mn
        ON CONFLICT (mn) DO UPDATE
        SET thing_id = excluded.thing_id, ingest = excluded.ingest, line = excluded.line, way = excluded.way, remote = NULL, st = excluded.st,
            version = excluded.version, password = excluded.password, kept_at = excluded.kept_at, ended_at = NULL,
            since = CASE WHEN s.way = excluded.way AND s.ended_at IS NULL THEN s.since ELSE excluded.since END
        RETURNING thing_id
        """;

    private const string FacilitySql =
        """
        WITH written AS (
        INSERT INTO facility_state AS f (thing_id, facility, state, since, state_at, run_hours, hours_day)
        SELECT u.thing_id, u.facility, u.state, u.state_at, u.state_at, u.run_hours, u.hours_day
        FROM unnest($1::bigint[], $2::text[], $3::smallint[], $4::timestamptz[], $5::float8[], $6::timestamptz[])
            AS u(thing_id, facility, state, state_at, run_hours, hours_day)
        ORDER BY u.thing_id, u.facility
        ON CONFLICT (thing_id, facility) DO UPDATE
        SET state = CASE WHEN excluded.state_at >= coalesce(f.state_at, excluded.state_at) THEN excluded.state ELSE f.state END,
            since = CASE WHEN excluded.state_at >= coalesce(f.state_at, excluded.state_at) AND excluded.state IS DISTINCT FROM f.state
                         THEN excluded.state_at ELSE f.since END,
            state_at = greatest(f.state_at, excluded.state_at),
            run_hours = CASE WHEN excluded.hours_day >= coalesce(f.hours_day, excluded.hours_day) THEN excluded.run_hours ELSE f.run_hours END,
            hours_day = greatest(f.hours_day, excluded.hours_day)
        RETURNING thing_id, since = state_at AS changed)
        SELECT DISTINCT thing_id FROM written WHERE changed
        """;

    private const string AnswerSql =
        """
        INSERT INTO device_command_event (command_id, state, at, detail)
        SELECT c.id, u.state, u.at, u.detail
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) AS u(thing_id, qn, state, detail, at)
        JOIN device_command c ON c.thing_id = u.thing_id AND c.qn = u.qn
        ORDER BY c.id
        ON CONFLICT (command_id, state, attempt) DO NOTHING
        RETURNING (SELECT thing_id FROM device_command c WHERE c.id = command_id)
        """;

    /// <summary>The things about whose devices there is news.</summary>
    public async Task<IReadOnlyCollection<long>> WriteAsync(NpgsqlConnection connection, Batch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<NpgsqlBatchCommand> commands = [.. Sessions(batch, now), .. Facilities(batch), .. Answers(batch)];
        var told = new SortedSet<long>();
        if (commands.Count == 0)
        {
            return told;
        }

        await using var writing = new NpgsqlBatch(connection);
        commands.ForEach(writing.BatchCommands.Add);
        await using var reader = await writing.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                told.Add(reader.GetInt64(0));
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
        return told;
    }

    private IEnumerable<NpgsqlBatchCommand> Sessions(Batch batch, DateTimeOffset now)
    {
        var heard = batch.Envelopes
            .Where(e => e is { Decoded.Speaker: not null, Thing: not null } && WayOf(e.Message.Line) != "tcp" && e.Thing!.SessionLookedUpAt < now - LooksAgain)
            .GroupBy(e => e.Decoded.Speaker!.Mn, StringComparer.Ordinal)
            .Select(g => g.Last())
            .ToList();
        if (heard.Count == 0)
        {
            yield break;
        }

        heard.ForEach(e => e.Thing!.SessionLookedUpAt = now);
        yield return Sql.Command(
            SessionSql,
            Sql.Value(ingest),
            Sql.Value(Guid.CreateVersion7(now)),
            Sql.Time(now),
            Sql.Texts(heard.Select(e => e.Decoded.Speaker!.Mn)),
            Sql.Longs(heard.Select(e => e.Thing!.Id)),
            Sql.Texts(heard.Select(e => WayOf(e.Message.Line))),
            Sql.Texts(heard.Select(e => e.Decoded.Speaker!.St)),
            Sql.Shorts(heard.Select(e => (short)e.Decoded.Speaker!.VersionBits)),
            Sql.Bytes(heard.Select(e => seal.Seal(e.Decoded.Speaker!.Pw, e.Thing!.Id))),
            new NpgsqlParameter { Value = StandsFor.TotalSeconds, NpgsqlDbType = NpgsqlDbType.Double });
    }

    private static string WayOf(FieldLine line) => line switch
    {
        Hj212Line => "tcp",
        MqttSession => "mqtt",
        _ => "direct",
    };

    private static IEnumerable<NpgsqlBatchCommand> Facilities(Batch batch)
    {
        var newest = batch.Devices.Where(d => d.Fact is FacilityReport)
            .Select(d => (Thing: d.From.Thing!.Id, Report: (FacilityReport)d.Fact))
            .GroupBy(f => (f.Thing, f.Report.Facility))
            .Select(g => (
                g.Key.Thing,
                g.Key.Facility,
                State: g.Select(f => f.Report).Where(r => r.State is not null).MaxBy(r => r.At),
                Hours: g.Select(f => f.Report).Where(r => r.RunHours is not null).MaxBy(r => r.At)))
            .ToList();
        if (newest.Count > 0)
        {
            yield return Sql.Command(
                FacilitySql,
                Sql.Longs(newest.Select(f => f.Thing)),
                Sql.Texts(newest.Select(f => f.Facility)),
                new NpgsqlParameter { Value = newest.Select(f => f.State?.State).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint },
                Sql.Times(newest.Select(f => f.State?.At)),
                Sql.Numbers(newest.Select(f => f.Hours?.RunHours)),
                Sql.Times(newest.Select(f => f.Hours?.At)));
        }
    }

    private static IEnumerable<NpgsqlBatchCommand> Answers(Batch batch)
    {
        var answers = batch.Devices.Where(d => d.Fact is CommandAnswer)
            .Select(d => (Thing: d.From.Thing!.Id, Answer: (CommandAnswer)d.Fact))
            .DistinctBy(a => (a.Thing, a.Answer.Qn, a.Answer.State))
            .ToList();
        if (answers.Count > 0)
        {
            yield return Sql.Command(
                AnswerSql,
                Sql.Longs(answers.Select(a => a.Thing)),
                Sql.Texts(answers.Select(a => a.Answer.Qn)),
                Sql.Texts(answers.Select(a => a.Answer.State)),
                Sql.Texts(answers.Select(a => a.Answer.Detail)),
                Sql.Times(answers.Select(a => a.Answer.At)));
        }
    }
}
