using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Access.SignIn;

/// <summary>Opens and ends the sessions of browsers.</summary>
internal sealed class SessionStore(NpgsqlDataSource store, SessionReader reader, GrantChanges changes)
{
    /// <summary>A shift at the desk.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>Opens a session; <paramref name="how"/> is how the person proved it: password or link.</summary>
    public async Task<(string Token, Session Session)> OpenAsync(
        long account, string name, string how, string address, CancellationToken cancellationToken)
    {
        var token = SecretToken.New();
        var hash = SecretToken.Hash(token)!;
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.ExecuteAsync(
            "INSERT INTO session (token_hash, account_id, kind, label, expires_at) VALUES ($1, $2, $3, $4, now() + $5)",
            cancellationToken, hash, account, SessionKind.Browser, how, Life);
        transaction.Audit(Trail.Of(account, name, "session.open", "account", account, new { how, address }));
        await transaction.CommitAsync(cancellationToken);
        var session = await reader.FindAsync(hash, cancellationToken)
            ?? throw new InvalidOperationException("A session ended the moment it was opened.");
        return (token, session);
    }

    /// <summary>Ends the caller's own session everywhere at once.</summary>
    public async Task EndAsync(Caller caller, CancellationToken cancellationToken)
    {
        var key = caller.SessionKey ?? throw new InvalidOperationException("The caller came without a session.");
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.ExecuteAsync(
            "UPDATE session SET revoked_at = now() WHERE token_hash = $1 AND revoked_at IS NULL", cancellationToken, Convert.FromHexString(key));
        transaction.Audit(Trail.Of(caller, "session.end", "account", caller.AccountId));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("grant", [caller.AccountId], []));
        changes.Announce([caller.AccountId]);
    }

    /// <summary>Takes a one-time link; null when it is unknown, used or too old.</summary>
    public async Task<(long Account, string Name)?> TakeLinkAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            UPDATE session s SET revoked_at = now() FROM account a
            WHERE s.token_hash = $1 AND s.kind = 'sign_in_link' AND s.revoked_at IS NULL AND s.expires_at > now()
              AND a.id = s.account_id AND a.disabled_at IS NULL
            RETURNING a.id, a.name
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = hash });
        var rows = await command.ListAsync(row => (row.GetInt64(0), row.GetString(1)), cancellationToken);
        return rows is [var taken] ? taken : null;
    }
}
