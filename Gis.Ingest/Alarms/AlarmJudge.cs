using System.Text.Json;
using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>Carries verdicts to the states that the store keeps, under locks, and writes what changed.</summary>
internal sealed class AlarmJudge
{
    private const string EnsureSql =
        """
        INSERT INTO alarm_state (thing_id, property, kind, judged_to)
        SELECT k.*, $4::timestamptz FROM unnest($1::bigint[], $2::text[], $3::text[]) AS k(thing_id, property, kind)
        ORDER BY thing_id, property, kind
        ON CONFLICT DO NOTHING
        """;

    private const string LockSql =
        """
        SELECT s.thing_id, s.property, s.kind, s.alarm_id, s.severity, s.since, s.judged_to, s.bad_streak, s.good_streak, s.peak
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[]) AS k(thing_id, property, kind, bad)
        JOIN alarm_state s ON s.thing_id = k.thing_id AND s.property = k.property AND s.kind = k.kind
        WHERE k.bad OR s.alarm_id IS NOT NULL OR s.bad_streak > 0
        ORDER BY s.thing_id, s.property, s.kind
        FOR UPDATE OF s
        """;

    private const string IdSql = "SELECT nextval('alarm_id_seq') FROM generate_series(1, $1)";

    private const string SaveStateSql =
        """
        UPDATE alarm_state s
        SET alarm_id = u.alarm_id, severity = u.severity, since = u.since, judged_to = u.judged_to, bad_streak = u.bad_streak,
            good_streak = u.good_streak, peak = u.peak
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::integer[], $9::integer[],
                    $10::float8[]) AS u(thing_id, property, kind, alarm_id, severity, since, judged_to, bad_streak, good_streak, peak)
        WHERE s.thing_id = u.thing_id AND s.property = u.property AND s.kind = u.kind
        """;

    private const string SaveChangeSql =
        """
        INSERT INTO alarm_event (alarm_id, change, at, thing_id, area_code, property, kind, severity, escalated, phenomenon_time, datastream_id,
                                 value, limit_value, ratio, permit_limit_id, history, origin, details)
        SELECT u.alarm_id, u.change, $1, u.thing_id, u.area_code, u.property, u.kind, u.severity, u.escalated, u.phenomenon_time, u.datastream_id,
               u.value, u.limit_value, u.ratio, u.permit_limit_id, u.history, u.origin, u.details::jsonb
        FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::timestamptz[],
                    $11::bigint[], $12::float8[], $13::float8[], $14::float8[], $15::bigint[], $16::boolean[], $17::text[], $18::text[])
             WITH ORDINALITY AS u(alarm_id, change, thing_id, area_code, property, kind, severity, escalated, phenomenon_time, datastream_id, value,
                                  limit_value, ratio, permit_limit_id, history, origin, details, n)
        ORDER BY u.n
        """;

    private readonly Dictionary<AlarmKey, AlarmState> _states = [];
    private readonly Queue<long> _ids = new();

    public List<AlarmChange> Changes { get; } = [];

    /// <summary>Judges all verdicts of a batch, oldest first, after locking the states that they may move.</summary>
    public async Task JudgeAsync(NpgsqlConnection connection, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken)
    {
        if (verdicts.Count == 0)
        {
            return;
        }

        await LockAsync(connection, verdicts, cancellationToken);
        foreach (var verdict in verdicts.Where(v => !v.IsHistory).OrderBy(v => v.At))
        {
            Judge(verdict);
        }

        Changes.AddRange(AlarmHistory.Record([.. verdicts.Where(v => v.IsHistory)], _ids.Dequeue));
    }

    /// <summary>The statements that write what was judged.</summary>
    public IEnumerable<NpgsqlBatchCommand> Commands(DateTimeOffset now)
    {
        if (_states.Count > 0)
        {
            var moved = _states.Values.ToList();
            yield return Sql.Command(
                SaveStateSql,
                Sql.Longs(moved.Select(s => s.Key.ThingId)),
                Sql.Texts(moved.Select(s => s.Key.Property)),
                Sql.Texts(moved.Select(s => s.Key.Rule)),
                Sql.Longs(moved.Select(s => s.AlarmId)),
                Sql.Texts(moved.Select(s => s.Severity?.ToWord())),
                Sql.Times(moved.Select(s => s.Since)),
                Sql.Times(moved.Select(s => s.JudgedTo)),
                Sql.Ints(moved.Select(s => s.BadStreak)),
                Sql.Ints(moved.Select(s => s.GoodStreak)),
                Sql.Numbers(moved.Select(s => s.Peak)));
        }

        if (Changes.Count > 0)
        {
            yield return Sql.Command(
                SaveChangeSql,
                Sql.Time(now),
                Sql.Longs(Changes.Select(c => c.AlarmId)),
                Sql.Texts(Changes.Select(c => c.Change)),
                Sql.Longs(Changes.Select(c => c.Verdict.Thing.Id)),
                Sql.Texts(Changes.Select(c => c.Verdict.Thing.Area)),
                Sql.Texts(Changes.Select(c => c.Verdict.Key.Property)),
                Sql.Texts(Changes.Select(c => c.Verdict.Kind)),
                Sql.Texts(Changes.Select(c => c.Severity.ToWord())),
                Sql.Flags(Changes.Select(c => c.Escalated)),
                Sql.Times(Changes.Select(c => c.Verdict.At)),
                Sql.Longs(Changes.Select(c => c.Verdict.StreamId)),
                Sql.Numbers(Changes.Select(c => c.Verdict.Value)),
                Sql.Numbers(Changes.Select(c => c.Verdict.Limit)),
                Sql.Numbers(Changes.Select(c => c.Verdict.Ratio)),
                Sql.Longs(Changes.Select(c => c.Verdict.PermitLimitId)),
                Sql.Flags(Changes.Select(c => c.Verdict.IsHistory)),
                Sql.Texts(Changes.Select(c => c.Verdict.Thing.Origin)),
                Sql.Texts(Changes.Select(Describe)));
        }
    }

    private async Task LockAsync(NpgsqlConnection connection, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken)
    {
        var live = new Dictionary<AlarmKey, bool>();
        foreach (var verdict in verdicts.Where(v => !v.IsHistory))
        {
            live[verdict.Key] = verdict.Finding == Finding.Bad || live.GetValueOrDefault(verdict.Key);
        }

        var bad = live.Where(k => k.Value).Select(k => k.Key).ToList();
        await using var batch = new NpgsqlBatch(connection);
        if (bad.Count > 0)
        {
            batch.BatchCommands.Add(Sql.Command(
                EnsureSql,
                Sql.Longs(bad.Select(k => k.ThingId)),
                Sql.Texts(bad.Select(k => k.Property)),
                Sql.Texts(bad.Select(k => k.Rule)),
                Sql.Time(AlarmState.Never)));
        }

        batch.BatchCommands.Add(Sql.Command(
            LockSql,
            Sql.Longs(live.Keys.Select(k => k.ThingId)),
            Sql.Texts(live.Keys.Select(k => k.Property)),
            Sql.Texts(live.Keys.Select(k => k.Rule)),
            Sql.Flags(live.Values)));
        batch.BatchCommands.Add(Sql.Command(IdSql, Sql.Value(verdicts.Count(v => v.Finding == Finding.Bad))));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var state = ReadState(reader);
            _states[state.Key] = state;
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            _ids.Enqueue(reader.GetInt64(0));
        }
    }

    private void Judge(Verdict verdict)
    {
        if (!_states.TryGetValue(verdict.Key, out var state))
        {
            // Nothing bad was known, and this is not bad either.
            return;
        }

        if (AlarmLifecycle.IsLate(state, verdict))
        {
            if (verdict.Finding == Finding.Bad && !state.IsOpen && verdict.Period > TimeSpan.Zero)
            {
                Changes.AddRange(AlarmHistory.Record([verdict with { IsHistory = true }], _ids.Dequeue));
            }

            return;
        }

        var (next, change) = AlarmLifecycle.Apply(state, verdict, _ids.Dequeue);
        _states[verdict.Key] = next;
        if (change is not null)
        {
            Changes.Add(change);
        }
    }

    private static AlarmState ReadState(NpgsqlDataReader reader) => new(
        new AlarmKey(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)),
        reader.IsDBNull(3) ? null : reader.GetInt64(3),
        reader.IsDBNull(4) ? null : Severities.Parse(reader.GetString(4)),
        reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5),
        reader.GetFieldValue<DateTimeOffset>(6),
        reader.GetInt32(7),
        reader.GetInt32(8),
        reader.IsDBNull(9) ? null : reader.GetDouble(9));

    private static string Describe(AlarmChange change)
    {
        var details = new Dictionary<string, object?>(change.Verdict.Details(), StringComparer.Ordinal)
        {
            ["since"] = change.Since,
            ["peak"] = change.Peak,
            ["periods"] = change.Periods,
        };
        return JsonSerializer.Serialize(details);
    }
}
