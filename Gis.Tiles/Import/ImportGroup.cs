using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Import;

/// <summary>Sets up the groups of routes by which administrators import files and go between editions: they refuse alike.</summary>
internal static class ImportGroup
{
    private const string ProblemJson = "application/problem+json";

    public static RouteGroupBuilder MapImportGroup(this IEndpointRouteBuilder endpoints, string prefix) => endpoints.MapGroup(prefix)
        .AddEndpointFilter<BusyStore>()
        .AddEndpointFilter<ImportRefusals>()
        .RequireAuthorization("gis-administrator")
        .WithTags("Imports")
        .ProducesProblem(StatusCodes.Status400BadRequest, ProblemJson)
        .ProducesProblem(StatusCodes.Status404NotFound, ProblemJson);
}
