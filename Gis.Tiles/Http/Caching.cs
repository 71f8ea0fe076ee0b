using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>Says who may keep an answer about a layer, and for how long.</summary>
internal static class Caching
{
    public static void Describe(HttpResponse response, VisibleLayer layer, string? etag) => Describe(response, layer.Scope, layer.Info.IsLive, etag);

    public static void Describe(HttpResponse response, LayerScope scope, bool isLive, string? etag)
    {
        response.Headers.CacheControl = (scope.IsPublic, isLive) switch
        {
            (false, _) => "private, no-cache",
            (_, true) => "public, max-age=5",
            _ => "public, max-age=3600, stale-while-revalidate=86400",
        };
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
