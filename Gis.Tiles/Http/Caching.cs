using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>Says who may keep an answer about a layer, and for how long.</summary>
internal static class Caching
{
    private const string Lasting = "public, max-age=3600, stale-while-revalidate=86400";

    public static void Describe(HttpResponse response, VisibleLayer layer, string? etag) => Describe(
        response,
        layer.Scope,
        etag,
        layer.Info switch
        {
            { IsLive: true } => "public, max-age=5",
            { Past.IsSettled: true } => "public, max-age=86400, immutable",
            { Past: not null } => "no-cache",

            // Maps would ask for every tile again as soon as an age ran out; so they ask when they draw, and are mostly told that nothing changed.
            { IsEdited: true } => "public, no-cache",
            _ => Lasting,
        });

    /// <param name="response">What is described.</param>
    /// <param name="scope">Where it is not public, nobody keeps it without asking.</param>
    /// <param name="etag">Names what is given; null where nothing does.</param>
    /// <param name="whenPublic">The header Cache-Control of what is public.</param>
    public static void Describe(HttpResponse response, LayerScope scope, string? etag, string whenPublic = Lasting)
    {
        response.Headers.CacheControl = scope.IsPublic ? whenPublic : "private, no-cache";
        if (!scope.IsPublic)
        {
            response.Headers.Append("Vary", "Authorization, Cookie");
        }

        if (etag is not null)
        {
            response.Headers.ETag = etag;
        }
    }

    /// <summary>Documents that list or describe what this caller may see: never for another, never without asking.</summary>
    public static void DescribeDocument(HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Append("Vary", "Authorization, Cookie");
    }
}
