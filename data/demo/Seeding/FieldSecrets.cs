using Gis.Server.Platform.Broker;
using Npgsql;

namespace Gis.Demo.Seeding;

/// <summary>One MQTT user a device: the store keeps the hash, GIS_HOME/demo/field.json what the simulator signs in with.</summary>
internal static class FieldSecrets
{
    /// <summary>Gives every device a new random password.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> IssueAsync(
        NpgsqlConnection connection, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        var passwords = users.ToDictionary(user => user, _ => BrokerPassword.Random());
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO device_credential (user_name, hash)
            SELECT * FROM unnest($1::text[], $2::text[])
            ON CONFLICT (user_name) DO UPDATE SET hash = excluded.hash, revoked_at = NULL
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter { Value = users.ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = users.AsParallel().AsOrdered().Select(user => BrokerPassword.Hash(passwords[user])).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return passwords;
    }

    /// <summary>The devices of the demo that stands in the store.</summary>
    public static async Task<IReadOnlyList<string>> UsersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT a.code FROM thing_alias a JOIN thing t ON t.id = a.thing_id WHERE t.origin = 'demo'
            UNION ALL
            SELECT code FROM unit WHERE origin = 'demo'
            ORDER BY 1
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var users = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            users.Add(rows.GetString(0));
        }

        return users;
    }
}
