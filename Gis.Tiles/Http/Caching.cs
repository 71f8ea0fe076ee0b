using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>Says who may keep an answer about a layer, and for how long.</summary>
internal static class Caching
{
    public static void Describe(HttpResponse response, VisibleLayer layer, string? etag)
    {
        response.Headers.CacheControl = layer switch
        {
            { Scope.IsPublic: false } => "private, no-cache",
            { Info.IsLive: true } => "public, max-age=5",
            { Info.Past.IsSettled: true } => "public, max-age=86400, immutable",
            { Info.Past: not null } => "no-cache",

            // Maps would ask for every tile again as soon as an age ran out; so they ask when they draw, and are mostly told that nothing changed.
            { Info.IsEdited: true } => "public, no-cache",
            _ => "public, max-age=3600, stale-while-revalidate=86400",
        };
        if (!layer.Scope.IsPublic)
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
