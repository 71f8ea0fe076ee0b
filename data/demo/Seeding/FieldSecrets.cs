using Gis.Ingest;
using Npgsql;

namespace Gis.Demo.Seeding;

/// <summary>One MQTT user a device: the store keeps the hash, GIS_HOME/demo/field.json what the simulator signs in with.</summary>
internal sealed class FieldSecrets
{
    private readonly string[] _users;
    private readonly string[] _hashes;

    private FieldSecrets(string[] users, string[] passwords)
    {
        _users = users;
        _hashes = [.. passwords.AsParallel().AsOrdered().Select(FieldPassword.Hash)];
        Passwords = users.Zip(passwords).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public IReadOnlyDictionary<string, string> Passwords { get; }

    /// <summary>A new random password for every device. Hashing takes its time, so no transaction should be open.</summary>
    public static FieldSecrets Make(IEnumerable<string> users)
    {
        var names = users.ToArray();
        return new FieldSecrets(names, [.. names.Select(_ => FieldPassword.Random())]);
    }

    public async Task StoreAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO device_credential (user_name, hash)
            SELECT * FROM unnest($1::text[], $2::text[])
            ON CONFLICT (user_name) DO UPDATE SET hash = excluded.hash, revoked_at = NULL
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter { Value = _users });
        command.Parameters.Add(new NpgsqlParameter { Value = _hashes });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The devices of the demo that stands in the store.</summary>
    public static async Task<IReadOnlyList<string>> UsersAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT a.code FROM thing_alias a JOIN thing t ON t.id = a.thing_id WHERE t.origin = 'demo'
            UNION ALL
            SELECT code FROM unit WHERE origin = 'demo'
            ORDER BY 1
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var users = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            users.Add(rows.GetString(0));
        }

        return users;
    }
}
