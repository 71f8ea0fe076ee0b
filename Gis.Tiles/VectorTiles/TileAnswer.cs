using System.Globalization;
using Gis.Tiles.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Tiles.VectorTiles;

/// <summary>Gives a tile in the form that the caller takes, or tells that he has it.</summary>
internal static class TileAnswer
{
    /// <summary>Tells that a tile was thinned, and how many of its features had no room.</summary>
    private const string LeftOutHeader = "Gis-Left-Out";

    /// <summary>Whichever form the caller has: both are of the same tile.</summary>
    public static bool IsKnown(HttpRequest request, string etag) => ETag.IsKnownTo(request, etag) || ETag.IsKnownTo(request, Gzip.TagOf(etag));

    public static StatusCodeHttpResult NotModified(HttpContext http, string etag, string cacheControl)
    {
        Describe(http, Gzip.IsAcceptedBy(http.Request) ? Gzip.TagOf(etag) : etag, cacheControl);
        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }

    public static IResult Give(KeptTile tile, HttpContext http, string etag, string cacheControl)
    {
        var isCompressed = tile.IsCompressible && Gzip.IsAcceptedBy(http.Request);
        Describe(http, isCompressed ? Gzip.TagOf(etag) : etag, cacheControl);
        if (tile.LeftOut > 0)
        {
            http.Response.Headers[LeftOutHeader] = tile.LeftOut.ToString(CultureInfo.InvariantCulture);
        }

        if (tile.Length == 0)
        {
            return TypedResults.NoContent();
        }

        if (isCompressed)
        {
            http.Response.Headers.ContentEncoding = Gzip.Name;
        }

        return TypedResults.Bytes(isCompressed ? tile.Gzip() : tile.Unfold(), MediaTypes.VectorTile);
    }

    private static void Describe(HttpContext http, string etag, string cacheControl)
    {
        Caching.Describe(http.Response, cacheControl, etag);
        http.Response.Headers.Append("Vary", "Accept-Encoding");
    }
}
