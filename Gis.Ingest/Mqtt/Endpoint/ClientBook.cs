using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>What the store knows of client identifiers: who has which, at which ingest, and which connections of this ingest were taken over at another.</summary>
internal sealed class ClientBook(IngestStore store, IngestSettings settings)
{
    // Rows are locked in one order everywhere, so that two ingests never wait for each other.
    private const string ClaimSql =
        """
        WITH claimed AS (
            INSERT INTO endpoint_client AS c (user_name, client_id, ingest, connection, since)
            SELECT n.user_name, n.client_id, $1, n.connection, $2 FROM unnest($3::text[], $4::text[], $5::uuid[]) AS n (user_name, client_id, connection)
            ORDER BY n.user_name COLLATE "C", n.client_id COLLATE "C"
            ON CONFLICT (user_name, client_id) DO UPDATE
            SET ingest = excluded.ingest, connection = excluded.connection, since = excluded.since, before_ingest = c.ingest, before_connection = c.connection
            RETURNING c.user_name, c.client_id, c.before_ingest, c.before_connection),
        overtaken AS (
            INSERT INTO endpoint_overtaken (connection, ingest, user_name, client_id)
            SELECT before_connection, before_ingest, user_name, client_id FROM claimed WHERE before_ingest <> $1
            ON CONFLICT DO NOTHING RETURNING ingest)
        SELECT pg_notify('endpoint_overtaken', o.ingest) FROM (SELECT DISTINCT ingest FROM overtaken) o
        """;

    private const string LeaveSql =
        """
        DELETE FROM endpoint_client c USING (
            SELECT k.user_name, k.client_id, k.connection
            FROM endpoint_client k JOIN unnest($1::text[], $2::text[], $3::uuid[]) AS n (user_name, client_id, connection) USING (user_name, client_id, connection)
            ORDER BY k.user_name COLLATE "C", k.client_id COLLATE "C" FOR UPDATE OF k) mine
        WHERE c.user_name = mine.user_name AND c.client_id = mine.client_id AND c.connection = mine.connection
        """;

    private const string OvertakenSql = "SELECT connection, user_name, client_id FROM endpoint_overtaken WHERE ingest = $1 LIMIT 5000";

    private const string StrikeSql = "DELETE FROM endpoint_overtaken WHERE connection = ANY ($1)";

    private const string SweepSql = "DELETE FROM endpoint_client WHERE ingest = $1 AND since < $2";

    private static readonly int SecondsToAnswer = 5;

    /// <summary>These have their client identifiers from now on, each named once; then those who left have theirs no more, unless another took it.</summary>
    public async Task WriteAsync(IReadOnlyCollection<DeviceConnection> claims, IReadOnlyCollection<DeviceConnection> left)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection) { Timeout = SecondsToAnswer };
        if (claims.Count > 0)
        {
            batch.BatchCommands.Add(Sql.Command(
                ClaimSql, Sql.Value(settings.Options.Name), Sql.Time(settings.Clock.GetUtcNow()), Sql.Texts(claims.Select(c => c.User)),
                Sql.Texts(claims.Select(c => c.ClientId)), Ids(claims.Select(c => c.Id))));
        }

        if (left.Count > 0)
        {
            batch.BatchCommands.Add(Sql.Command(
                LeaveSql, Sql.Texts(left.Select(c => c.User)), Sql.Texts(left.Select(c => c.ClientId)), Ids(left.Select(c => c.Id))));
        }

        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Connections of this ingest that were taken over at another.</summary>
    public async Task<IReadOnlyList<(Guid Connection, string User, string ClientId)>> ReadOvertakenAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(OvertakenSql, connection) { Parameters = { Sql.Value(settings.Options.Name) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2)));
        }

        return found;
    }

    /// <summary>These are closed.</summary>
    public static async Task StrikeAsync(NpgsqlConnection connection, IEnumerable<Guid> closed, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(StrikeSql, connection) { Parameters = { Ids(closed) } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What an earlier run of this ingest left behind is gone.</summary>
    public async Task SweepAsync(NpgsqlConnection connection, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SweepSql, connection) { Parameters = { Sql.Value(settings.Options.Name), Sql.Time(begun) } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Ids(IEnumerable<Guid> ids) => new() { Value = ids.ToArray() };
}
