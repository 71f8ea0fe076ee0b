using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Sheets;

/// <summary>GET /api/sheets/{code}: a map sheet, its history, and for administrators who still has an older edition.</summary>
internal static class GetSheet
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/sheets/{code}", HandleAsync).AllowReaders().WithName("GetSheet");

    private static async Task<Results<Ok<SheetCard>, NotFound>> HandleAsync(string code, Caller caller, SheetDesk desk, CancellationToken cancellationToken) =>
        await desk.FindAsync(code, caller, cancellationToken) is { } sheet ? TypedResults.Ok(sheet) : TypedResults.NotFound();
}
