using System.Text.Json;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Changes.Jobs;

/// <summary>Jobs as rows, and what the keeper writes of their way.</summary>
internal sealed class ChangeJobStore(NpgsqlDataSource store)
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(ChangeJobStore));

    /// <summary>Jobs of these areas, the newest first.</summary>
    public async Task<IReadOnlyList<ChangeJob>> ListAsync(string[] roots, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, roots, id: null, cancellationToken);
    }

    public async Task<ChangeJob?> FindAsync(long id, string[]? roots, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await ReadAsync(connection, roots, id, cancellationToken)).SingleOrDefault();
    }

    /// <param name="roots">Null: wherever it is.</param>
    public static async Task<IReadOnlyList<ChangeJob>> ReadAsync(NpgsqlConnection connection, string[]? roots, long? id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        return await command.ListAsync(Read, cancellationToken);
    }

    /// <summary>Jobs that wait, the longest first.</summary>
    public Task<IReadOnlyList<long>> WaitingAsync(CancellationToken cancellationToken) =>
        IdsAsync("SELECT id FROM change_job WHERE state = 'waiting' ORDER BY asked_at, id LIMIT 1000", cancellationToken);

    /// <summary>Jobs at which somebody worked who is gone, for only one works at a time.</summary>
    public async Task<IReadOnlyList<(long Id, int Attempts)>> LeftAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT id, attempts FROM change_job WHERE state = 'running'");
        return await ListAsync(command, row => (row.GetInt64(0), row.GetInt32(1)), cancellationToken);
    }

    public Task BeginAsync(long id, DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE change_job SET state = 'running', attempts = attempts + 1, started_at = $2, stage = 'read', percent = 0 WHERE id = $1 AND state = 'waiting'", cancellationToken, id, now);

    /// <summary>Writes how far it is; true where somebody wants it stopped.</summary>
    public async Task<bool> TellAsync(long id, string stage, int percent, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("UPDATE change_job SET stage = $2, percent = $3 WHERE id = $1 AND state = 'running' RETURNING stop_asked");
        Add(command, id, stage, percent);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>It waits again; what was not its own fault does not count as an attempt.</summary>
    public Task PutBackAsync(long id, bool counts, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE change_job SET state = 'waiting', stage = NULL, percent = 0, attempts = attempts - $2 WHERE id = $1 AND state = 'running'", cancellationToken, id, counts ? 0 : 1);

    public Task EndAsync(long id, ChangeJobEnd end, DateTimeOffset now, DateTimeOffset? keptUntil, CancellationToken cancellationToken) => ExecuteAsync(
        """
        UPDATE change_job SET state = $2, ended_at = $3, kept_until = $4::timestamptz, problem = $5::jsonb, account = $6::jsonb, pictures = $7::jsonb, batch_id = $8::bigint,
               percent = CASE WHEN $2 = 'done' THEN 100 ELSE percent END
        WHERE id = $1
        """,
        cancellationToken, id, end.State, now, keptUntil, Json(end.Problem), end.Account?.ToJson(), Json(end.Pictures), end.Batch);

    /// <summary>Jobs that nobody went on with, or that no server takes up, end.</summary>
    public Task EndForgottenAsync(string state, string endsAs, DateTimeOffset since, ChangeJobProblem problem, DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE change_job SET state = $2, ended_at = $5, problem = $4::jsonb WHERE state = $1 AND coalesce(asked_at, created_at) < $3", cancellationToken, state, endsAs, since, Json(problem), now);

    /// <summary>Those of these whose files are still wanted.</summary>
    public async Task<IReadOnlyList<long>> WantedAsync(IReadOnlyList<long> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT id FROM change_job WHERE id = ANY ($1) AND (state IN ('open', 'waiting', 'running') OR (state = 'done' AND kept_until > $2))");
        Add(command, ids.ToArray(), now);
        return await ListAsync(command, row => row.GetInt64(0), cancellationToken);
    }

    private async Task<IReadOnlyList<long>> IdsAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(sql);
        return await ListAsync(command, row => row.GetInt64(0), cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = store.CreateCommand(sql);
        Add(command, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(NpgsqlCommand command, params object?[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown } : new NpgsqlParameter { Value = value });
        }
    }

    private static Task<IReadOnlyList<T>> ListAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) => command.ListAsync(read, cancellationToken);

    private static string? Json<T>(T? value)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static T? Of<T>(NpgsqlDataReader row, int column)
        where T : class => row.IsDBNull(column) ? null : JsonSerializer.Deserialize<T>(row.GetString(column), JsonSerializerOptions.Web);

    private static ChangeJob Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetString(3),
        row.GetString(4),
        Of<Dictionary<string, ChangeImage>>(row, 5)!,
        Of<ChangeJobWish>(row, 6),
        row.TextOrNull(7),
        row.GetInt32(8),
        row.IntOrNull(9),
        Of<ChangeJobProblem>(row, 10),
        row.IsDBNull(11) ? null : row.Json(11),
        Of<ChangePicturesShown>(row, 12),
        row.LongOrNull(13),
        row.TextOrNull(14),
        row.IntOrNull(15),
        row.IntOrNull(16),
        row.Time(17),
        row.TimeOrNull(18),
        row.TimeOrNull(19),
        row.TimeOrNull(20),
        row.TimeOrNull(21));
}
