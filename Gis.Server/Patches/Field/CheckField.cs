using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Field;

/// <summary>POST /api/patches/{id}/field-check: what was found on the ground, proved by photographs. Sent twice it is one check.</summary>
internal static class CheckField
{
    private static readonly Refusal Known = new("field-known", "该核实已收到。", "This check is here already.");

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/patches/{id:long}/field-check", HandleAsync).Allow(Role.Inspector, Role.Officer).WithName("CheckPatchInField");

    private static async Task<Results<Ok<FieldCheck>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, FieldCheckRequest request, Caller caller, PatchDesk desk, NpgsqlDataSource store, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var isKnown = false;
        var acted = await desk.ActAsync(
            id, caller,
            async (transaction, patch) =>
            {
                if (request.ClientId is { } client && await FieldReader.CheckAsync(transaction.Connection, id, client, cancellationToken) is not null)
                {
                    isKnown = true;
                    return Known;
                }

                var photos = (await PhotoReader.ReadAsync(transaction.Connection, [id], cancellationToken))[id].ToList();
                var beside = (await TaskReader.ReadAsync(transaction.Connection, [id], cancellationToken))[id];
                return FieldRules.Check(patch, new FieldStanding(beside.Assignee, beside.Since, photos), request, caller.AccountId, clock.GetUtcNow(), FieldGround.Standard);
            },
            http, cancellationToken, Role.Inspector, Role.Officer);
        if (acted.Result is Ok<PatchCard> || isKnown)
        {
            await using var connection = await store.OpenConnectionAsync(cancellationToken);
            return TypedResults.Ok((await FieldReader.CheckAsync(connection, id, request.ClientId, cancellationToken))!);
        }

        return acted.Result is ProblemHttpResult refused ? refused : TypedResults.NotFound();
    }
}
