using Gis.Server.Access.Accounts;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Access.Tokens;

/// <summary>Tokens of programs and departments. Each has an account of its own, so that its grant ends with it and the trail names it.</summary>
internal sealed class TokenStore(NpgsqlDataSource store, GrantChanges changes)
{
    public const int LongestDays = 3660;

    /// <summary>Makes a token; the secret is in the answer and nowhere else.</summary>
    public async Task<CreatedToken> IssueAsync(Grant grant, int days, string? label, Actor actor, CancellationToken cancellationToken)
    {
        var token = SecretToken.New();
        var hash = SecretToken.Hash(token)!;
        var name = $"token-{SessionReader.KeyOf(hash)[..12]}";
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var account = await transaction.ScalarAsync<long>(
            "INSERT INTO account (name, display_name) VALUES ($1, $2) RETURNING id", cancellationToken, name, label ?? name);
        var expiresAt = await transaction.ScalarAsync<DateTime>(
            "INSERT INTO session (token_hash, account_id, kind, label, expires_at) VALUES ($1, $2, $3, $4, now() + $5) RETURNING expires_at",
            cancellationToken, hash, account, SessionKind.Api, label ?? name, TimeSpan.FromDays(days));
        await AccountStore.InsertGrantAsync(transaction, account, grant, expiresAt, actor, cancellationToken);
        transaction.Audit(Trail.Of(
            actor.Account, actor.Name, "token.issue", "account", account, new { grant = AccountStore.Describe(grant), days, label }, grant.AreaCode));
        await transaction.CommitAsync(cancellationToken);
        return new CreatedToken(account, token, expiresAt);
    }

    public async Task<bool> RevokeAsync(long id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var ended = await transaction.ExecuteAsync(
            "UPDATE session SET revoked_at = now() WHERE account_id = $1 AND kind = $2 AND revoked_at IS NULL",
            cancellationToken, id, SessionKind.Api);
        if (ended == 0)
        {
            return false;
        }

        transaction.Audit(Trail.Of(actor.Account, actor.Name, "token.revoke", "account", id));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("grant", [id], []));
        changes.Announce([id]);
        return true;
    }

    /// <summary>Tokens that still open something.</summary>
    public async Task<IReadOnlyList<TokenRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT a.id, coalesce(s.label, a.name), g.role, g.area_code, g.layers, s.created_at, s.expires_at, s.last_seen_at
            FROM session s
            JOIN account a ON a.id = s.account_id
            JOIN account_grant g ON g.account_id = a.id AND (g.valid_to IS NULL OR g.valid_to > now())
            WHERE s.kind = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND a.disabled_at IS NULL
            ORDER BY a.id
            """);
        command.Parameters.Add(NpgsqlDbType.Text, SessionKind.Api);
        return await command.ListAsync(
            row => new TokenRow(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.IsDBNull(4) ? null : row.GetFieldValue<string[]>(4),
                row.Time(5),
                row.Time(6),
                row.TimeOrNull(7)),
            cancellationToken);
    }
}
