using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Sheets;

/// <summary>PUT /api/sheet-programmes/{area}: an administrator enters the work programme of an area anew, as a whole.</summary>
internal static class EnterProgramme
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPut("/api/sheet-programmes/{area}", HandleAsync).Allow(Role.Administrator).WithName("EnterSheetProgramme");

    private static Task<Results<Ok<SheetProgramme>, NotFound, ProblemHttpResult>> HandleAsync(
        string area, SheetProgramme wish, Caller caller, ProgrammeDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.EnterAsync(area, wish, caller, http, cancellationToken);
}
