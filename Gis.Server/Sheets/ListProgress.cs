using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Sheets;

/// <summary>GET /api/sheet-progress: how far the sheets are, by scale, beside what the plan names.</summary>
internal static class ListProgress
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/sheet-progress", HandleAsync).AllowReaders().WithName("ListSheetProgress");

    private static async Task<Ok<Page<SheetScaleProgress>>> HandleAsync(Caller caller, SheetDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Page<SheetScaleProgress>(await desk.ProgressAsync(caller, cancellationToken), Next: null));
}
