using Gis.Tiles.Access;
using Gis.Tiles.Crs;
using Gis.Tiles.Features;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Imagery;

/// <summary>Which pictures with a date lie over a place, of all the image layers that the caller may see.</summary>
internal static class ImageScenesEndpoint
{
    private const string Box = "bbox";

    /// <summary>Years of monthly pictures; who has more asks for a smaller box.</summary>
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/image-scenes", ListAsync)
            .AddEndpointFilter<BusyStore>()
            .WithQuery([], Box)
            .RequireAuthorization("gis-reader")
            .WithName("getImageScenes")
            .WithTags("Map")
            .Produces<ImageSceneList>()
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json");

    private static async Task<IResult> ListAsync(CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        if (BoundingBox.TryParse(http.Request.Query[Box].ToString(), ReferenceSystems.Crs84, out var why) is not { } box)
        {
            return why!;
        }

        var known = await catalog.ReadAsync(cancellationToken);
        var factory = GeometryFactory.Default;
        var scenes =
            from image in known.ImagesVisibleTo(Viewer.Of(http.User))
            from picture in image.Layer.Pictures
            where picture.At is not null
            let extent = factory.ToGeometry(new Envelope(picture.Extent.West, picture.Extent.East, picture.Extent.South, picture.Extent.North))
            where extent.Intersects(box.Geometry)
            orderby picture.At descending, image.Info.Id
            select ImageScene.Of(image, picture, extent.Covers(box.Geometry));
        Caching.DescribeDocument(http.Response);
        return TypedResults.Ok(new ImageSceneList([.. scenes.Take(Most)], Next: null));
    }
}
