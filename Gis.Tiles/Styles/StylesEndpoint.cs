using System.Text.Json.Nodes;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Styles;

/// <summary>Gives the styles of layers to map libraries, each under the rights of its layer.</summary>
internal static class StylesEndpoint
{
    private const string Theme = "theme";

    private static readonly string[] Themes = ["light", "dark"];

    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("/styles", ListAllAsync).WithQuery(["json"]).WithName("getStyles");
        ogc.MapGet("/collections/{collectionId}/styles", ListAsync).WithQuery(["json"]).WithName("getCollectionStyles");
        ogc.MapGet("/collections/{collectionId}/styles/{styleId}", GetAsync).WithQuery(["json"], Theme).WithName("getStyle");
    }

    private static async Task<IResult> ListAllAsync(CatalogReader catalog, StyleReader styles, HttpContext http, CancellationToken cancellationToken)
    {
        var all = new List<(StyledLayer, IReadOnlyList<LayerStyle>)>();
        foreach (var layer in StyledLayer.VisibleTo(await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User)))
        {
            all.Add((layer, await styles.OfAsync(layer.Info, cancellationToken)));
        }

        Caching.DescribeDocument(http.Response);
        return new JsonDocumentResult(StyleDocuments.ListAll(all, new OgcUrls(http.Request)));
    }

    private static async Task<IResult> ListAsync(string collectionId, CatalogReader catalog, StyleReader styles, HttpContext http, CancellationToken cancellationToken)
    {
        if (StyledLayer.Find(await catalog.ReadAsync(cancellationToken), collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        Caching.DescribeDocument(http.Response);
        return new JsonDocumentResult(StyleDocuments.List(layer, await styles.OfAsync(layer.Info, cancellationToken), new OgcUrls(http.Request)));
    }

    private static async Task<IResult> GetAsync(
        string collectionId, string styleId, CatalogReader catalog, LayerContents contents, StyleReader styles, HttpContext http, CancellationToken cancellationToken)
    {
        var (known, viewer) = (await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User));
        if (StyledLayer.Find(known, collectionId, viewer) is not { } layer
            || (await styles.OfAsync(layer.Info, cancellationToken)).FirstOrDefault(one => one.Id == styleId || (one.IsDefault && styleId == LayerStyle.DefaultId)) is not { } style)
        {
            return Refusal.NotFound;
        }

        var theme = http.Request.Query[Theme].ToString();
        if (theme.Length > 0 && !Themes.Contains(theme, StringComparer.Ordinal))
        {
            return Refusal.BadParameter(Theme, string.Join(", ", Themes));
        }

        // What the caller sees of a layer bounds it: another's extent would tell what is hidden.
        var extent = known.Find(collectionId, viewer) is { } features ? (await contents.ReadAsync(features, cancellationToken)).Extent : layer.Info.Extent;
        var document = StyleDocuments.Style(layer, style, extent, theme == "dark", new OgcUrls(http.Request));
        return Answer(document, style, http);
    }

    private static IResult Answer(JsonObject document, LayerStyle style, HttpContext http)
    {
        var tag = StyleTag.Of(style.Version, document.ToJsonString());
        Caching.DescribeDocument(http.Response);
        http.Response.Headers.ETag = tag;
        return ETag.IsKnownTo(http.Request, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : new JsonDocumentResult(document, MediaTypes.Style);
    }
}
