using Gis.Ingest;
using Gis.Server.Platform.Broker;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Access.Devices;

/// <summary>One broker user per device or gateway. After the transaction that registers one, <see cref="BrokerUsers"/> tells the broker.</summary>
internal static class DeviceCredentials
{
    public const string Accepted = "1 to 64 of A-Z a-z 0-9 . _ : -, other than the parts' own users";

    /// <summary>The parts' own users must not be taken by a device.</summary>
    public static bool IsAcceptable(string userName) =>
        userName.Length is > 0 and <= 64
        && userName is not (BrokerAcl.SystemUser or BrokerAcl.ReplayUser)
        && userName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');

    /// <summary>Lets the device in by this password; a user that was there gets the new one.</summary>
    public static Task<int> SetAsync(CommandTransaction transaction, string userName, string password, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO device_credential (user_name, hash) VALUES ($1, $2)
            ON CONFLICT (user_name) DO UPDATE SET hash = excluded.hash, revoked_at = NULL
            """,
            cancellationToken, userName, FieldPassword.Hash(password));

    public static Task<int> RevokeAsync(CommandTransaction transaction, string userName, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "UPDATE device_credential SET revoked_at = now() WHERE user_name = $1 AND revoked_at IS NULL", cancellationToken, userName);

    /// <summary>The datastreams of the things that a user bears the name of: those it may write by their ids.</summary>
    public static async Task<IReadOnlyList<(string User, long Datastream)>> ReadDatastreamsAsync(
        NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT DISTINCT c.user_name, d.id
            FROM device_credential c
            JOIN thing_alias a ON a.code = c.user_name
            JOIN thing t ON t.id = a.thing_id AND t.retired_at IS NULL
            JOIN datastream d ON d.thing_id = t.id AND d.retired_at IS NULL
            WHERE c.revoked_at IS NULL
            ORDER BY c.user_name, d.id
            """);
        return await command.ListAsync(row => (row.GetString(0), row.GetInt64(1)), cancellationToken);
    }

    /// <summary>All users that may enter, with their hashes.</summary>
    public static async Task<IReadOnlyList<(string User, string Hash)>> ReadAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT user_name, hash FROM device_credential WHERE revoked_at IS NULL ORDER BY user_name");
        return await command.ListAsync(row => (row.GetString(0), row.GetString(1)), cancellationToken);
    }
}
