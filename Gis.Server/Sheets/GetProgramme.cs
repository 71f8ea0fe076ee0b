using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Sheets;

/// <summary>GET /api/sheet-programmes/{area}: the work programme of an area as its administrators enter it.</summary>
internal static class GetProgramme
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/sheet-programmes/{area}", HandleAsync).Allow(Role.Administrator).WithName("GetSheetProgramme");

    private static async Task<Results<Ok<SheetProgramme>, NotFound>> HandleAsync(string area, Caller caller, ProgrammeDesk desk, CancellationToken cancellationToken) =>
        await desk.FindAsync(area, caller, cancellationToken) is { } programme ? TypedResults.Ok(programme) : TypedResults.NotFound();
}
