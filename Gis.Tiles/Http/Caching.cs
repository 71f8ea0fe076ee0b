using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>Says who may keep an answer about a layer, and for how long.</summary>
internal static class Caching
{
    /// <summary>For this caller alone, who asks at each use whether it is still so.</summary>
    public const string Private = "private, no-cache";

    private const string Asked = "no-cache";
    private const string PublicAsked = "public, no-cache";
    private const string Brief = "public, max-age=5";
    private const string Lasting = "public, max-age=3600, stale-while-revalidate=86400";
    private const string Forever = "public, max-age=86400, immutable";

    private static readonly string[] StrictestFirst = [Private, Asked, PublicAsked, Brief, Lasting, Forever];

    /// <summary>The header Cache-Control of an answer about one layer.</summary>
    public static string Of(VisibleLayer layer) => layer switch
    {
        { Scope.IsPublic: false } => Private,
        { Info.IsLive: true } => Brief,
        { Info.Past.IsSettled: true } => Forever,
        { Info.Past: not null } => Asked,

        // Maps would ask for every tile again as soon as an age ran out; so they ask when they draw, and are mostly told that nothing changed.
        { Info.IsEdited: true } => PublicAsked,
        _ => Lasting,
    };

    /// <summary>The header Cache-Control of an answer about several layers: that of the one that lets least be kept.</summary>
    public static string Of(IEnumerable<VisibleLayer> layers) =>
        StrictestFirst[layers.Select(layer => Array.IndexOf(StrictestFirst, Of(layer))).DefaultIfEmpty(0).Min()];

    public static void Describe(HttpResponse response, VisibleLayer layer, string? etag) => Describe(response, Of(layer), etag);

    /// <param name="response">What is described.</param>
    /// <param name="scope">Where it is not public, nobody keeps it without asking.</param>
    /// <param name="etag">Names what is given; null where nothing does.</param>
    /// <param name="whenPublic">The header Cache-Control of what is public.</param>
    public static void Describe(HttpResponse response, LayerScope scope, string? etag, string whenPublic = Lasting) =>
        Describe(response, scope.IsPublic ? whenPublic : Private, etag);

    public static void Describe(HttpResponse response, string cacheControl, string? etag)
    {
        response.Headers.CacheControl = cacheControl;
        if (cacheControl == Private)
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
        response.Headers.CacheControl = Private;
        response.Headers.Append("Vary", "Authorization, Cookie");
    }
}
