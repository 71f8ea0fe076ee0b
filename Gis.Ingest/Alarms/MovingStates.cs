using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>Which rules a value that is not bad could move: those with an open alarm, or on their way to one.</summary>
internal static class MovingStates
{
    private const string FindSql =
        "SELECT thing_id, property, kind FROM alarm_state WHERE thing_id = ANY ($1) AND (alarm_id IS NOT NULL OR bad_streak > 0)";

    /// <summary>Those of these things. Nothing is locked: a rule that another writer moves in this moment is moved before or after the caller's batch.</summary>
    public static async Task<HashSet<AlarmKey>> FindAsync(NpgsqlConnection connection, long[] things, CancellationToken cancellationToken)
    {
        var moving = new HashSet<AlarmKey>();
        await using var command = new NpgsqlCommand(FindSql, connection) { Parameters = { new() { Value = things } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            moving.Add(new AlarmKey(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        }

        return moving;
    }
}
