using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>Reads the commands that wait and stores what becomes of them.</summary>
internal static class CommandStore
{
    private static readonly string WaitingSql = EmbeddedSql.Read("Hj212/Commands/waiting-commands.sql");

    // Of two ingests that want to send the same attempt one stores it; that one sends.
    private const string ClaimSql =
        """
        WITH told AS (
            INSERT INTO device_command_event (command_id, state, attempt, at, detail) VALUES ($1, $2, $3, $4, $5::text)
            ON CONFLICT (command_id, state, attempt) DO NOTHING RETURNING id)
        SELECT append_live_event('device', ARRAY[$6::bigint], ARRAY[$7::text], '{}') FROM told
        """;

    public static async Task<List<WaitingCommand>> ReadWaitingAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new List<WaitingCommand>();
        await using var command = new NpgsqlCommand(WaitingSql, connection) { Parameters = { Sql.Time(now) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new WaitingCommand(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetString(6), reader.GetString(7), reader.GetInt32(8), reader.GetFieldValue<DateTimeOffset>(9),
                reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10), reader.GetFieldValue<DateTimeOffset>(11),
                Text(reader, 12), Text(reader, 13), reader.GetInt32(14), Bytes(reader, 15), Bytes(reader, 16)));
        }

        return found;
    }

    /// <summary>Stores the step before it is taken; false when another ingest has taken it.</summary>
    public static async Task<bool> ClaimAsync(
        NpgsqlConnection connection, WaitingCommand command, DeliveryStep step, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var claim = new NpgsqlCommand(ClaimSql, connection)
        {
            Parameters =
            {
                Sql.Value(command.Id), Sql.Value(step.State), Sql.Value((short)step.Attempt), Sql.Time(now), Sql.Value(step.Detail),
                Sql.Value(command.ThingId), Sql.Value(command.Area),
            },
        };
        return await claim.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static byte[]? Bytes(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
}
