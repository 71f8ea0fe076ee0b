using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Access;

/// <summary>Asks the store what a secret stands for right now. Every part may ask, none may read the secrets' table by this.</summary>
internal sealed class SessionReader(NpgsqlDataSource store, bool hasStandby)
{
    /// <summary>Where the primary goes away while it is asked, the standby is: what it knows of sessions and grants is what the primary told it last.</summary>
    public async Task<Session?> FindAsync(byte[] tokenHash, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(tokenHash, cancellationToken);
        }
        catch (NpgsqlException away) when (hasStandby && away.IsTransient)
        {
            return await AskAsync(tokenHash, cancellationToken);
        }
    }

    public static string KeyOf(byte[] tokenHash) => Convert.ToHexStringLower(tokenHash);

    private async Task<Session?> AskAsync(byte[] tokenHash, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT account_id, name, display_name, kind, expires_at, grants_version, role, area_code, layers FROM find_session($1)");
        command.Parameters.Add(NpgsqlDbType.Bytea, tokenHash);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var (account, name, displayName, version) = (reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(5));
        var (kind, expiresAt) = (reader.GetString(3), reader.Time(4));
        var grants = new List<Grant>();
        do
        {
            if (Roles.Parse(reader.TextOrNull(6)) is { } role)
            {
                grants.Add(new Grant(role, reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetFieldValue<string[]>(8)));
            }
        }
        while (await reader.ReadAsync(cancellationToken));
        return new Session(new Caller(account, name, displayName, version, grants, KeyOf(tokenHash)), kind, expiresAt);
    }
}
