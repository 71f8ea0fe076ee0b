using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Review;

/// <summary>Where interests are declared and withdrawn: everybody's own, and by administrators those of the people of their areas.</summary>
internal sealed class InterestDesk(NpgsqlDataSource store, AreaTree areas, PatchDesk desk, TimeProvider clock)
{
    public async Task<IReadOnlyList<InterestRow>> ListAsync(Caller caller, long? id, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            WITH open AS MATERIALIZED (
                SELECT array_agg(s.patch_id) AS ids FROM patch_stand s
                WHERE s.verdict IS NULL AND s.state NOT IN ('closed', 'case', 'rectifying', 'rectified', 'accepted') AND s.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($5)))
            SELECT i.id, i.account_id, a.display_name, i.kind, i.value, i.reason, i.valid_from, i.valid_to, b.display_name, i.declared_at, coalesce(t.touched, 0)
            FROM patch_interest i JOIN account a ON a.id = i.account_id JOIN account b ON b.id = i.declared_by
            LEFT JOIN (SELECT c.interest_id, count(DISTINCT c.patch_id)::int AS touched FROM open, patch_conflicts(open.ids, $4) c GROUP BY 1) t ON t.interest_id = i.id
            WHERE i.withdrawn_at IS NULL AND ($1::bigint IS NULL OR i.id = $1)
              AND (i.account_id = $2 OR EXISTS (SELECT FROM account_grant g WHERE g.account_id = i.account_id AND area_within(g.area_code, $3)))
            ORDER BY i.account_id <> $2, i.id DESC LIMIT 500
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Bigint, caller.AccountId);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.Roots(Role.Administrator));
        command.Parameters.Add(NpgsqlDbType.Date, desk.Today);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.ReadingRoots);
        return await command.ListAsync(
            row => new InterestRow(
                row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetFieldValue<DateOnly>(6), PatchReader.DayOrNull(row, 7), row.GetString(8),
                row.Time(9), row.GetInt32(10)),
            cancellationToken);
    }

    public async Task<Results<Created<InterestRow>, NotFound, ProblemHttpResult>> DeclareAsync(InterestWish wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var account = wish.Account ?? caller.AccountId;
        var result = InterestRules.Declare(wish, IsKnown(wish.Value?.Trim()), desk.Today);
        if (result.Fact is not { } declared)
        {
            return result.Refusal!.ToProblem(http);
        }

        long id;
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            if (account != caller.AccountId && !await AdministersAsync(transaction, account, caller, cancellationToken))
            {
                return TypedResults.NotFound();
            }

            id = await transaction.ScalarAsync<long>(
                """
                INSERT INTO patch_interest (account_id, kind, value, reason, valid_from, valid_to, declared_by, declared_at) VALUES ($1, $2, $3, $4, $5, $6::date, $7, $8) RETURNING id
                """,
                cancellationToken, account, declared.Kind, declared.Value, declared.Reason, declared.ValidFrom, declared.ValidTo, caller.AccountId, clock.GetUtcNow());
            transaction.Audit(Trail.Of(caller, "patch-interest.declare", "account", account, new { interest = id, declared.Kind, declared.Value, declared.Reason, declared.ValidFrom, declared.ValidTo }));
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Created($"/api/patch-interests/{id}", (await ListAsync(caller, id, cancellationToken)).Single());
    }

    /// <summary>It stays in the books; from now on it holds nobody back.</summary>
    public async Task<Results<NoContent, NotFound>> WithdrawAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var account = await transaction.ScalarAsync<long?>("SELECT account_id FROM patch_interest WHERE id = $1 AND withdrawn_at IS NULL FOR UPDATE", cancellationToken, id);
        if (account is not { } whose || (whose != caller.AccountId && !await AdministersAsync(transaction, whose, caller, cancellationToken)))
        {
            return TypedResults.NotFound();
        }

        transaction.Later("UPDATE patch_interest SET withdrawn_by = $2, withdrawn_at = $3 WHERE id = $1", id, caller.AccountId, clock.GetUtcNow());
        transaction.Audit(Trail.Of(caller, "patch-interest.withdraw", "account", whose, new { interest = id }));
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task<bool> AdministersAsync(CommandTransaction transaction, long account, Caller caller, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM account_grant g WHERE g.account_id = $1 AND area_within(g.area_code, $2))", cancellationToken, account, caller.Roots(Role.Administrator));

    private bool IsKnown(string? code) =>
        code is not null && (areas.Exists(code) || (code.Length is 9 or 12 && code.All(char.IsAsciiDigit) && areas.Exists(code[..6])));
}
