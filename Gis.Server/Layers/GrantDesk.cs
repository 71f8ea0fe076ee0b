using Gis.Server.Access;
using Gis.Server.Access.Accounts;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Layers;

/// <summary>
/// Where layers are granted to accounts and grants are ended, with an audit entry each: by administrators within their areas, and by the account that acts for
/// the owner, who grants where he reads the layer himself. To anybody else a layer has no grants, whether it exists or not.
/// </summary>
internal sealed class GrantDesk(NpgsqlDataSource store, AreaTree areas, GrantChanges changes, TimeProvider clock)
{
    /// <summary>Null where the caller has no say.</summary>
    public async Task<IReadOnlyList<LayerGrantRow>?> ListAsync(string layer, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return await MayAsync(connection, layer, caller, cancellationToken) is null
            ? null
            : [.. (await LayerGrants.ReadAsync(connection, layer, caller, id: null, cancellationToken)).Select(one => one.Row)];
    }

    public async Task<Results<Created<LayerGrantRow>, NotFound, ProblemHttpResult>> GiveAsync(GrantWish wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (wish.Layer is not { } layer || await MayAsync(transaction.Connection, layer, caller, cancellationToken) is not { } roots)
        {
            return TypedResults.NotFound();
        }

        // As whoever asks for it is kept waiting by his own requests, so one who is granted to by two at once.
        var account = await transaction.ScalarAsync<long?>("SELECT id FROM account WHERE name = $1 AND disabled_at IS NULL", cancellationToken, wish.Account ?? "");
        if (account is { } known)
        {
            await transaction.LockAsync(ActLock.AccessRequest, known, cancellationToken);
        }

        var isGranted = account is not null && await transaction.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM account_grant WHERE account_id = $1 AND $2 = ANY (layers) AND area_code = $3 AND (valid_to IS NULL OR valid_to > now()))",
            cancellationToken, account, layer, wish.AreaCode ?? "");
        var result = AccessRules.Give(wish, account, caller.AccountId, wish.AreaCode is { } area && areas.IsWithin(area, roots), isGranted);
        if (result.Refusal is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var until = clock.GetUtcNow().AddDays(wish.Days);
        var id = await AccountStore.InsertGrantAsync(transaction, account!.Value, new Grant(Role.Guest, wish.AreaCode!, [layer]), until, Actor.Of(caller), cancellationToken);
        var row = (await LayerGrants.ReadAsync(transaction.Connection, layer, caller, id, cancellationToken)).Single().Row;
        transaction.Audit(Trail.Of(caller, "layer-grant.give", "account", account.Value, new { grant = id, layer, wish.AreaCode, until }, wish.AreaCode));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("grant", [account.Value], []));
        changes.Announce([account.Value]);
        return TypedResults.Created($"/api/layer-grants?layer={layer}", row);
    }

    public async Task<Results<NoContent, NotFound, ProblemHttpResult>> RevokeAsync(
        long id, RevokeWish wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (wish.Layer is not { } layer || await MayAsync(transaction.Connection, layer, caller, cancellationToken) is null
            || await LayerGrants.ReadAsync(transaction.Connection, layer, caller, id, cancellationToken) is not [var (row, account, request)])
        {
            return TypedResults.NotFound();
        }

        if (AccessRules.End(row.MayRevoke, wish.Text) is { Refusal: { } refusal })
        {
            return refusal.ToProblem(http);
        }

        // Not now(): the grant may have been made within this moment, and its end must not lie before its begin.
        if (await transaction.ExecuteAsync(
            "UPDATE account_grant SET valid_to = greatest(valid_from, now()) WHERE id = $1 AND (valid_to IS NULL OR valid_to > now())", cancellationToken, id) == 0)
        {
            return TypedResults.NotFound();
        }

        var text = wish.Text!.Trim();
        if (request is { } asked)
        {
            transaction.Later(
                "INSERT INTO access_request_event (request_id, change, at, account_id, text) VALUES ($1, 'revoked', $2, $3, $4)", asked, clock.GetUtcNow(), caller.AccountId, text);
        }

        transaction.Audit(Trail.Of(caller, "layer-grant.revoke", "account", account, new { grant = id, layer, text }, row.AreaCode));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("grant", [account], []));
        changes.Announce([account]);
        return TypedResults.NoContent();
    }

    /// <summary>The nodes within which the caller may grant a layer; null where he has no say, or there is no such layer.</summary>
    private static async Task<string[]?> MayAsync(NpgsqlConnection connection, string layer, Caller caller, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(r.owner_account = $2, false) FROM layer l JOIN layer_record r ON r.layer = l.id WHERE l.id = $1 AND (l.kind = 'live' OR l.edition > 0)", connection)
        {
            Parameters = { new() { Value = layer }, new() { Value = caller.Name } },
        };
        var administered = LayerGrants.AdministeredRoots(caller, layer);
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            true => LayerGrants.OwnRoots(caller, layer),
            false when administered.Length > 0 => administered,
            _ => null,
        };
    }
}
