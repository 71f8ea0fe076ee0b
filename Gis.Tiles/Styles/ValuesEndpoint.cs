using Gis.Tiles.Access;
using Gis.Tiles.Filters;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Styles;

/// <summary>GET /api/layers/{id}/values: which values a property has among the features that the caller sees.</summary>
internal static class ValuesEndpoint
{
    private const string Property = "property";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/layers/{id}/values", HandleAsync)
            .AddEndpointFilter<BusyStore>()
            .WithQuery([], Property)
            .RequireAuthorization("gis-signed-in")
            .WithName("ListPropertyValues")
            .WithTags("Styles")
            .Produces<LayerValues>()
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> HandleAsync(
        string id, CatalogReader catalog, LayerContents contents, PropertyValues values, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(id, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        var fields = (await contents.FieldsAsync(layer, cancellationToken)).Where(field => !field.IsTime && Queryables.IsQueryable(field)).ToList();
        var name = http.Request.Query[Property].ToString();
        if (fields.Find(field => field.Name == name) is not { } field)
        {
            return Refusal.BadParameter(Property, string.Join(", ", fields.Select(one => one.Name)));
        }

        Caching.DescribeDocument(http.Response);
        return TypedResults.Ok(await values.ReadAsync(layer, field, cancellationToken));
    }
}
