using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Access.Accounts;

/// <summary>Makes and changes accounts and grants; each change is audited and drops what anybody remembers of the account.</summary>
internal sealed class AccountStore(NpgsqlDataSource store, GrantChanges changes)
{
    /// <summary>Makes an account; null when the name is taken.</summary>
    public async Task<long?> CreateAsync(
        NewAccount wish, string? passwordHash, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var id = await transaction.ScalarAsync<long?>(
            "INSERT INTO account (name, display_name, password_hash, language) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING RETURNING id",
            cancellationToken, wish.Name, wish.DisplayName, passwordHash, wish.Language);
        if (id is not { } account)
        {
            return null;
        }

        foreach (var grant in wish.Grants)
        {
            await InsertGrantAsync(transaction, account, grant, validTo: null, actor, cancellationToken);
        }

        transaction.Audit(Trail.Of(actor.Account, actor.Name, "account.create", "account", account, new { wish.Name, grants = wish.Grants.Select(Describe) }));
        await transaction.CommitAsync(cancellationToken);
        return account;
    }

    public async Task<long> GrantAsync(long account, Grant grant, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var id = await InsertGrantAsync(transaction, account, grant, validTo: null, actor, cancellationToken);
        transaction.Audit(Trail.Of(actor.Account, actor.Name, "account.grant", "account", account, Describe(grant), grant.AreaCode));
        await CommitAsync(transaction, account, cancellationToken);
        return id;
    }

    /// <summary>Ends a grant; false when it is not there or has ended.</summary>
    public async Task<bool> RevokeGrantAsync(long account, long grant, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var ended = await transaction.ExecuteAsync(
            "UPDATE account_grant SET valid_to = now() WHERE id = $1 AND account_id = $2 AND (valid_to IS NULL OR valid_to > now())",
            cancellationToken, grant, account);
        if (ended == 0)
        {
            return false;
        }

        transaction.Audit(Trail.Of(actor.Account, actor.Name, "account.revoke-grant", "account", account, new { grant }));
        await CommitAsync(transaction, account, cancellationToken);
        return true;
    }

    /// <summary>Closes an account and all its sessions; it stays in the history.</summary>
    public async Task<bool> DisableAsync(long account, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (await transaction.ExecuteAsync(
            "UPDATE account SET disabled_at = now() WHERE id = $1 AND disabled_at IS NULL", cancellationToken, account) == 0)
        {
            return false;
        }

        await EndSessionsAsync(transaction, account, cancellationToken);
        transaction.Audit(Trail.Of(actor.Account, actor.Name, "account.disable", "account", account));
        await CommitAsync(transaction, account, cancellationToken);
        return true;
    }

    /// <summary>Sets a new password and ends all sessions; false when there is no such account.</summary>
    public async Task<bool> SetPasswordAsync(string name, string passwordHash, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (await transaction.ScalarAsync<long?>(
            "UPDATE account SET password_hash = $2 WHERE name = $1 AND disabled_at IS NULL RETURNING id",
            cancellationToken, name, passwordHash) is not { } account)
        {
            return false;
        }

        await EndSessionsAsync(transaction, account, cancellationToken);
        transaction.Audit(Trail.Of(actor.Account, actor.Name, "account.reset-password", "account", account));
        await CommitAsync(transaction, account, cancellationToken);
        return true;
    }

    /// <summary>People's accounts with the grants that have not ended, by name; those that only stand behind a program's token are left out.</summary>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(long? id, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT a.id, a.name, a.display_name, a.language, a.created_at, a.disabled_at, g.id, g.role, g.area_code, g.layers, g.valid_from, g.valid_to
            FROM account a
            LEFT JOIN account_grant g ON g.account_id = a.id AND (g.valid_to IS NULL OR g.valid_to > now())
            WHERE ($1::bigint IS NULL OR a.id = $1)
              AND NOT (a.password_hash IS NULL AND coalesce((SELECT bool_and(s.kind = 'api') FROM session s WHERE s.account_id = a.id), false))
            ORDER BY a.name, g.id
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        var rows = await command.ListAsync(
            row => (
                Account: new AccountRow(row.GetInt64(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.Time(4), row.TimeOrNull(5), []),
                Grant: row.IsDBNull(6) ? null : new GrantRow(
                    row.GetInt64(6),
                    row.GetString(7),
                    row.GetString(8),
                    row.IsDBNull(9) ? null : row.GetFieldValue<string[]>(9),
                    row.Time(10),
                    row.TimeOrNull(11))),
            cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.Account.Id)
                .Select(group => group.First().Account with { Grants = [.. group.Select(row => row.Grant).OfType<GrantRow>()] }),
        ];
    }

    internal static async Task<long> InsertGrantAsync(
        CommandTransaction transaction, long account, Grant grant, DateTimeOffset? validTo, Actor actor, CancellationToken cancellationToken) =>
        await transaction.ScalarAsync<long>(
            "INSERT INTO account_grant (account_id, role, area_code, layers, granted_by, valid_to) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            cancellationToken, account, grant.Role.Text(), grant.AreaCode, grant.Layers?.ToArray(), actor.Account, validTo);

    internal static object Describe(Grant grant) => new { role = grant.Role.Text(), grant.AreaCode, grant.Layers };

    private static Task<int> EndSessionsAsync(CommandTransaction transaction, long account, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "UPDATE session SET revoked_at = now() WHERE account_id = $1 AND revoked_at IS NULL", cancellationToken, account);

    private async Task CommitAsync(CommandTransaction transaction, long account, CancellationToken cancellationToken)
    {
        await transaction.CommitAsync(cancellationToken, new LiveEntry("grant", [account], []));
        changes.Announce([account]);
    }
}
