using Gis.Server.Access;
using Gis.Server.Patches.Review;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches;

/// <summary>GET /api/patches: change patches of the caller's areas, those that harm most first; and the words that are used of them.</summary>
internal static class ListPatches
{
    private const int MostTextChars = 80;

    private static readonly string[] Lists = PatchWords.List.Split(' ');

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/patches", HandleAsync).AllowReaders().WithName("ListPatches");
        endpoints.MapGet("/api/patch-codes", () => TypedResults.Ok(PatchCodes.Standard)).AllowReaders().WithName("ListPatchCodes");
    }

    private static async Task<Results<Ok<PatchPage>, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, PatchDesk desk, HttpContext http, CancellationToken cancellationToken,
        long? batch = null, string? list = null, string? area = null, string? kind = null, string? q = null, bool mine = false, int? limit = null, long? after = null)
    {
        if ((Paging.Check(limit) ?? (list is null ? null : Paging.Check("list", list, Lists)) ?? (list?.Contains(',', StringComparison.Ordinal) == true ? Refusal.Bad("list", string.Join(", ", Lists)) : null)
            ?? CheckText("q", q) ?? CheckText("area", area) ?? CheckText("kind", kind)) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var most = limit ?? Paging.DefaultLimit;
        var filter = new PatchFilter(
            caller.ReadingRoots, desk.Today, Batch: batch, List: list, Area: area, Kind: kind, Text: string.IsNullOrWhiteSpace(q) ? null : q.Trim(), Assignee: mine ? caller.AccountId : null, Limit: most,
            After: after);
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var ids = await ReviewLists.FindAsync(connection, list, caller, desk.Today, cancellationToken);
        var rows = await PatchReader.ReadAsync(connection, filter with { Reader = caller.AccountId, Ids = ids, List = ids is null ? list : null }, cancellationToken);
        var (counts, judged, total) = await PatchReader.CountAsync(connection, filter, cancellationToken);
        return TypedResults.Ok(new PatchPage(rows, Paging.Next(rows, most, row => row.Id), counts, judged, total));
    }

    private static Refusal? CheckText(string parameter, string? text) =>
        text is null || (text.Length <= MostTextChars && !text.Any(char.IsControl)) ? null : Refusal.Bad(parameter, $"up to {MostTextChars} characters without control characters");
}
