using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Platform;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>The looks at areas: who asked, how far they are, what they found.</summary>
internal sealed class ContradictionRuns(NpgsqlDataSource store, TimeProvider clock) : IDisposable
{
    private readonly Bell _bell = new();

    /// <summary>Wakes the one who looks, or does not where he is awake anyway.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => await _bell.WaitAsync(most, cancellationToken);

    public async Task<ContradictionRun> AskAsync(string area, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var id = await transaction.ScalarAsync<long?>(
            "INSERT INTO land_contradiction_run (area_code, asked_at, asked_by) VALUES ($1, $2, $3) ON CONFLICT (area_code) WHERE state IN ('waiting', 'running') DO NOTHING RETURNING id",
            cancellationToken, area, clock.GetUtcNow(), caller.AccountId);
        if (id is { } asked)
        {
            transaction.Audit(Trail.Of(caller, "land-contradictions.ask", "land_contradiction_run", asked, area: area));
        }

        var wanted = id ?? await transaction.ScalarAsync<long>("SELECT max(id) FROM land_contradiction_run WHERE area_code = $1", cancellationToken, area);
        await transaction.CommitAsync(cancellationToken);
        _bell.Ring();
        return (await ListAsync([area], wanted, 1, cancellationToken))[0];
    }

    /// <summary>Asks for looks on the system's own account, and keeps what they will have seen.</summary>
    public async Task AskAsync(IReadOnlyList<string> areas, IReadOnlyList<ChangedTheme> seen, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        foreach (var area in areas)
        {
            transaction.Later(
                "INSERT INTO land_contradiction_run (area_code, asked_at) VALUES ($1, $2) ON CONFLICT (area_code) WHERE state IN ('waiting', 'running') DO NOTHING", area, clock.GetUtcNow());
        }

        foreach (var theme in seen)
        {
            transaction.Later(
                """
                INSERT INTO land_contradiction_seen (theme, layer, edition, changes, fields) VALUES ($1, $2, $3, $4, $5::jsonb)
                ON CONFLICT (theme) DO UPDATE SET layer = EXCLUDED.layer, edition = EXCLUDED.edition, changes = EXCLUDED.changes, fields = EXCLUDED.fields
                """,
                theme.Theme, theme.Layer, theme.Edition, theme.Changes, theme.Fields);
        }

        await transaction.CommitAsync(cancellationToken);
        _bell.Ring();
    }

    public async Task<IReadOnlyList<ContradictionRun>> ListAsync(string[] roots, long? id, int limit, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT r.id, r.area_code, r.state, r.asked_at, a.display_name, r.started_at, r.finished_at, r.judged_on, r.counties, r.counties_done, r.found, r.not_judged, r.reason
            FROM land_contradiction_run r LEFT JOIN account a ON a.id = r.asked_by
            WHERE area_within(r.area_code, $1) AND ($2::bigint IS NULL OR r.id = $2) ORDER BY r.id DESC LIMIT $3
            """);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Integer, limit);
        return await command.ListAsync(
            row => new ContradictionRun(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.Time(3), row.TextOrNull(4), row.TimeOrNull(5), row.TimeOrNull(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7),
                row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetFieldValue<string[]>(11), row.TextOrNull(12)),
            cancellationToken);
    }

    /// <summary>Looks that a process began and did not end are looked at anew. The caller holds the place of the one who looks.</summary>
    public Task ReopenAsync(CancellationToken cancellationToken) =>
        ExecuteAsync("UPDATE land_contradiction_run SET state = 'waiting', found = 0, counties_done = 0 WHERE state = 'running'", cancellationToken);

    /// <summary>The next look to make, with its counties; null where none waits.</summary>
    public async Task<(long Id, string[] Counties, DateOnly Day)?> TakeAsync(CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date);
        await using var command = store.CreateCommand(
            """
            WITH next AS (SELECT id, area_code FROM land_contradiction_run WHERE state = 'waiting' ORDER BY id LIMIT 1),
            county AS (SELECT array_agg(a.code ORDER BY a.code) AS codes FROM area a, next WHERE a.valid_to IS NULL AND a.level = 'county' AND area_within(a.code, ARRAY[next.area_code]))
            UPDATE land_contradiction_run r
            SET state = 'running', started_at = $1, judged_on = $2, counties = coalesce(cardinality(county.codes), 0)
            FROM next, county WHERE r.id = next.id
            RETURNING r.id, coalesce(county.codes, '{}')
            """);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, clock.GetUtcNow());
        command.Parameters.Add(NpgsqlDbType.Date, day);
        var taken = await command.ListAsync(row => (row.GetInt64(0), row.GetFieldValue<string[]>(1), day), cancellationToken);
        return taken.Count == 0 ? null : taken[0];
    }

    /// <summary>Puts what a county shows now in place of what it showed before.</summary>
    public async Task KeepAsync(long run, string county, IReadOnlyList<Contradiction> found, IReadOnlyDictionary<string, string> layers, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.ExecuteAsync("DELETE FROM land_contradiction WHERE area_code = $1", cancellationToken, county);
        foreach (var one in found)
        {
            transaction.Later(
                """
                INSERT INTO land_contradiction (run_id, area_code, rule, theme, layer, feature, number, other_theme, other_layer, other_feature, other_number, other_area, area_m2, parameters, lon, lat, layers)
                VALUES ($1, $2, $3, $4, $5, $6, $7::text, $8::text, $9::text, $10::bigint, $11::text, $12::text, $13::float8, $14::jsonb, $15, $16, $17)
                """,
                run, county, one.Rule, one.Subject.Theme, one.Subject.Layer, one.Subject.Feature, one.Subject.Number,
                one.Other?.Theme, one.Other?.Layer, one.Other?.Feature, one.Other?.Number, one.Other?.AreaCode, one.AreaM2, JsonSerializer.Serialize(one.Parameters), one.At.X, one.At.Y,
                one.Themes.Select(theme => layers[theme]).Distinct().ToArray());
        }

        transaction.Later("UPDATE land_contradiction_run SET counties_done = counties_done + 1, found = found + $2 WHERE id = $1", run, found.Count);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task EndAsync(long run, IReadOnlyList<string> notJudged, string? reason, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "UPDATE land_contradiction_run SET state = CASE WHEN $3::text IS NULL THEN 'done' ELSE 'failed' END, finished_at = $2, not_judged = $4, reason = $3 WHERE id = $1", cancellationToken,
            (NpgsqlDbType.Bigint, run), (NpgsqlDbType.TimestampTz, clock.GetUtcNow()), (NpgsqlDbType.Text, reason), (NpgsqlDbType.Array | NpgsqlDbType.Text, notJudged.ToArray()));

    public void Dispose() => _bell.Dispose();

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params (NpgsqlDbType Type, object? Value)[] values)
    {
        await using var command = store.CreateCommand(sql);
        foreach (var (type, value) in values)
        {
            command.Parameters.Add(type, value);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
