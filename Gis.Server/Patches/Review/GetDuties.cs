using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Review;

/// <summary>How many patches of a county are late.</summary>
/// <param name="Unassigned">Nobody was given them within the term.</param>
internal sealed record CountyDuties(string AreaCode, int Overdue, int DueSoon, int Unassigned);

/// <summary>What waits for the caller.</summary>
/// <param name="Overdue">Of the caller's areas; <paramref name="MyOverdue"/> are given to the caller.</param>
/// <param name="DueSoon">By the end of the next working day.</param>
/// <param name="Second">Patches to which the caller may give the second, blind verdict.</param>
/// <param name="Differs">Patches with two verdicts that differ, which the caller may settle.</param>
/// <param name="Counties">By county, those with the most overdue first: what a city sees of its counties.</param>
internal sealed record PatchDuties(int Overdue, int DueSoon, int MyOverdue, int MyDueSoon, int Unassigned, int Second, int Differs, IReadOnlyList<CountyDuties> Counties);

/// <summary>GET /api/patch-duties: what is late, what is due, what waits for a second verdict.</summary>
internal static class GetDuties
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/patch-duties", HandleAsync).AllowReaders().WithName("GetPatchDuties");

    private static async Task<Ok<PatchDuties>> HandleAsync(Caller caller, NpgsqlDataSource store, PatchDesk desk, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var rows = await ReviewLists.CountAsync(connection, caller, desk.Today, cancellationToken);
        int Of(string list, bool isMine = false) => rows.Where(row => row.List == list && (row.IsMine || !isMine)).Sum(row => row.Count);
        var counties = rows.GroupBy(row => row.Area).Select(county => new CountyDuties(
            county.Key,
            county.Where(row => row.List == "overdue").Sum(row => row.Count),
            county.Where(row => row.List == "due_soon").Sum(row => row.Count),
            county.Where(row => row.List == "unassigned").Sum(row => row.Count)));
        return TypedResults.Ok(new PatchDuties(
            Of("overdue"), Of("due_soon"), Of("overdue", isMine: true), Of("due_soon", isMine: true), Of("unassigned"), Of("second"), Of("differs"),
            [.. counties.Where(county => county.Overdue + county.DueSoon + county.Unassigned > 0).OrderByDescending(county => county.Overdue).ThenBy(county => county.AreaCode, StringComparer.Ordinal)]));
    }
}
