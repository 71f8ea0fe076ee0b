using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Sheets;

/// <summary>POST /api/sheets/{code}/state: somebody says how a sheet stands.</summary>
internal static class SaySheet
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/sheets/{code}/state", HandleAsync).Allow(Role.Officer, Role.Administrator).WithName("SaySheet");

    private static Task<Results<Ok<SheetCard>, NotFound, ProblemHttpResult>> HandleAsync(
        string code, SheetWish wish, Caller caller, SheetDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.SayAsync(code, wish, caller, http, cancellationToken);
}
