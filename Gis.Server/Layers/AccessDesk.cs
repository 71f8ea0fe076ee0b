using Gis.Server.Access;
using Gis.Server.Access.Accounts;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Layers;

/// <summary>Where people ask for layers and answer: finds the request, asks the rule, stores what became of it with the grant and its audit entry.</summary>
internal sealed class AccessDesk(NpgsqlDataSource store, AreaTree areas, GrantChanges changes, TimeProvider clock)
{
    public async Task<Results<Created<AccessRequestRow>, NotFound, ProblemHttpResult>> AskAsync(AccessWish wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.AccessRequest, caller.AccountId, cancellationToken);
        if (!await IsFindableAsync(transaction, wish.Layer, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var earlier = await AccessRequests.ReadAsync(transaction.Connection, caller, id: null, ["asked", "granted"], before: null, Paging.MaxLimit, cancellationToken);
        var result = AccessRules.Ask(
            wish, wish.AreaCode is { } code && areas.Exists(code), [.. earlier.Where(one => one.Row.IsMine).Select(one => one.Standing)]);
        if (result.Fact is not { } asked)
        {
            return result.Refusal!.ToProblem(http);
        }

        var id = await transaction.ScalarAsync<long>(
            "INSERT INTO access_request (account_id, layer, area_code, reason, days, asked_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            cancellationToken, caller.AccountId, asked.Layer, asked.AreaCode, asked.Reason, asked.Days, clock.GetUtcNow());
        var row = await FindAsync(transaction, id, caller, cancellationToken);
        transaction.Audit(Trail.Of(caller, "layer-request.ask", "layer_request", id, new { asked.Layer, asked.AreaCode, asked.Days, asked.Reason }, asked.AreaCode));
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/api/layer-requests/{id}", row!.Value.Row);
    }

    /// <param name="id">The request.</param>
    /// <param name="caller">Who acts.</param>
    /// <param name="mayAct">Whether this caller may do this with the request; if not, it is as if it did not exist.</param>
    /// <param name="rule">What becomes of it.</param>
    /// <param name="http">Whose language a refusal speaks.</param>
    /// <param name="cancellationToken">Gives up; nothing is stored then.</param>
    public async Task<Results<Ok<AccessRequestRow>, NotFound, ProblemHttpResult>> ActAsync(
        long id, Caller caller, Func<AccessRequestRow, bool> mayAct, Func<AccessRequestStanding, DateTimeOffset, Result<AccessDecision>> rule, HttpContext http,
        CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.AccessRequest, -id, cancellationToken);
        if (await FindAsync(transaction, id, caller, cancellationToken) is not { } found || !mayAct(found.Row))
        {
            return TypedResults.NotFound();
        }

        var now = clock.GetUtcNow();
        var result = rule(found.Standing, now);
        if (result.Fact is not { } decided)
        {
            return result.Refusal!.ToProblem(http);
        }

        var grant = await GrantAsync(transaction, found.Standing, decided, caller, cancellationToken);
        await transaction.ExecuteAsync(
            "INSERT INTO access_request_event (request_id, change, at, account_id, text, grant_id) VALUES ($1, $2, $3, $4, $5::text, $6::bigint)",
            cancellationToken, id, decided.Change, now, caller.AccountId, decided.Text, grant);
        var row = (await FindAsync(transaction, id, caller, cancellationToken))!.Value.Row;
        transaction.Audit(Trail.Of(
            caller, $"layer-request.{decided.Change}", "layer_request", id, new { found.Standing.Layer, found.Standing.Account, decided.Text, decided.AreaCode, decided.ValidTo }, found.Standing.AreaCode));
        if (decided.Change is "granted" or "revoked")
        {
            await transaction.CommitAsync(cancellationToken, new LiveEntry("grant", [found.Standing.Account], []));
            changes.Announce([found.Standing.Account]);
        }
        else
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(row);
    }

    /// <summary>Makes the grant, or ends it; out: the grant that was made.</summary>
    private static async Task<long?> GrantAsync(
        CommandTransaction transaction, AccessRequestStanding request, AccessDecision decided, Caller caller, CancellationToken cancellationToken)
    {
        if (decided.Change == "revoked")
        {
            // Not now(): the grant may have been made within this moment, and its end must not lie before its begin.
            await transaction.ExecuteAsync("UPDATE account_grant SET valid_to = greatest(valid_from, now()) WHERE id = $1 AND valid_to > now()", cancellationToken, request.Grant);
        }

        return decided.Change != "granted" ? null : await AccountStore.InsertGrantAsync(
            transaction, request.Account, new Grant(Role.Guest, decided.AreaCode!, [request.Layer]), decided.ValidTo, Actor.Of(caller), cancellationToken);
    }

    private static async Task<(AccessRequestRow Row, AccessRequestStanding Standing)?> FindAsync(CommandTransaction transaction, long id, Caller caller, CancellationToken cancellationToken)
    {
        var found = await AccessRequests.ReadAsync(transaction.Connection, caller, id, states: null, before: null, limit: 1, cancellationToken);
        return found is [var one] ? one : null;
    }

    private static async Task<bool> IsFindableAsync(CommandTransaction transaction, string? layer, CancellationToken cancellationToken) =>
        layer is not null && await transaction.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM layer_record r JOIN layer l ON l.id = r.layer WHERE r.layer = $1 AND r.findable AND (l.kind = 'live' OR l.edition > 0))", cancellationToken, layer);
}
