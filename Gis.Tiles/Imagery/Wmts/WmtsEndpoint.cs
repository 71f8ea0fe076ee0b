using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.Usage;
using Gis.Tiles.VectorTiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Imagery.Wmts;

/// <summary>Image layers for older clients: WMTS 1.0.0 (07-057r7), GetCapabilities and GetTile, by key and value and by addresses that name them (RESTful).</summary>
internal static class WmtsEndpoint
{
    public static void Map(IEndpointRouteBuilder wmts)
    {
        wmts.MapGet("", HandleAsync).WithName("wmts");
        wmts.MapGet(WmtsAddresses.Capabilities, DescribeAsync).WithName("wmtsCapabilities");
        wmts.MapGet(WmtsAddresses.Tile, GiveNewestAsync).WithName("wmtsTile");
        wmts.MapGet(WmtsAddresses.TileOfTime, GiveAtAsync).WithName("wmtsTileOfTime");
    }

    private static Task<IResult> GiveNewestAsync(
        string layer, string style, string tileMatrixSet, string tileMatrix, string tileRow, string tileCol,
        CatalogReader catalog, ImageTiles tiles, HttpContext http, CancellationToken cancellationToken) =>
        GiveTileAsync(WmtsAddresses.Wish(layer, style, time: "", tileMatrixSet, tileMatrix, tileRow, tileCol), catalog, tiles, http, cancellationToken);

    private static Task<IResult> GiveAtAsync(
        string layer, string style, string time, string tileMatrixSet, string tileMatrix, string tileRow, string tileCol,
        CatalogReader catalog, ImageTiles tiles, HttpContext http, CancellationToken cancellationToken) =>
        GiveTileAsync(WmtsAddresses.Wish(layer, style, time, tileMatrixSet, tileMatrix, tileRow, tileCol), catalog, tiles, http, cancellationToken);

    private static async Task<IResult> HandleAsync(CatalogReader catalog, ImageTiles tiles, HttpContext http, CancellationToken cancellationToken)
    {
        var query = http.Request.Query;
        if (query.FirstOrDefault(parameter => parameter.Value.Count != 1).Key is { } doubled)
        {
            return WmtsRefusal.InvalidValue(doubled, "one value; it was given more than once");
        }

        // A client that names no service means this one.
        if (query.TryGetValue("service", out var service) && !service.ToString().Equals("WMTS", StringComparison.OrdinalIgnoreCase))
        {
            return WmtsRefusal.InvalidValue("SERVICE", "WMTS");
        }

        return query["request"].ToString() switch
        {
            "" => WmtsRefusal.Missing("REQUEST", "GetCapabilities, GetTile"),
            "GetCapabilities" => await DescribeAsync(catalog, http, cancellationToken),
            "GetTile" => await GiveTileAsync(query, catalog, tiles, http, cancellationToken),
            _ => new WmtsRefusal(StatusCodes.Status501NotImplemented, "OperationNotSupported", "REQUEST", "GetCapabilities, GetTile"),
        };
    }

    private static async Task<IResult> DescribeAsync(CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.Query.TryGetValue("acceptVersions", out var versions) && !versions.ToString().Split(',').Contains(WmtsCapabilities.Version))
        {
            return new WmtsRefusal(StatusCodes.Status400BadRequest, "VersionNegotiationFailed", "AcceptVersions", WmtsCapabilities.Version);
        }

        var layers = (await catalog.ReadAsync(cancellationToken)).ImagesVisibleTo(Viewer.Of(http.User));
        Caching.DescribeDocument(http.Response);
        return TypedResults.Bytes(WmtsCapabilities.Write(layers, new OgcUrls(http.Request)), "application/xml");
    }

    private static async Task<IResult> GiveTileAsync(IQueryCollection wished, CatalogReader catalog, ImageTiles tiles, HttpContext http, CancellationToken cancellationToken)
    {
        if (WmtsTileRequest.Read(wished, out var refusal) is not { } wish)
        {
            return refusal!;
        }

        if ((await catalog.ReadAsync(cancellationToken)).FindImage(wish.Layer, Viewer.Of(http.User)) is not { } layer)
        {
            // Hidden or absent: told in the same words.
            return new WmtsRefusal(StatusCodes.Status404NotFound, "InvalidParameterValue", "LAYER", "a layer of GetCapabilities");
        }

        if (WmtsTileRequest.PictureOf(layer, wished, out refusal) is not { } picture)
        {
            return refusal!;
        }

        if (!IsWithin(layer, wish.Set, wish.Address))
        {
            return new WmtsRefusal(StatusCodes.Status400BadRequest, "TileOutOfRange", "TILEMATRIX, TILEROW, TILECOL", "the TileMatrixSetLimits of the layer");
        }

        CountsUse.Begin(http, wish.Layer, isTile: true);
        var etag = ImageTiles.TagOf(layer, picture, wish.Set, wish.Address);
        Caching.Describe(http.Response, layer.Scope, etag);
        if (ETag.IsKnownTo(http.Request, etag))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return tiles.Read(layer, picture, wish.Set, wish.Address) is { IsThere: true } tile
            ? TypedResults.Bytes(tile.Png ?? ImageTiles.Empty, MediaTypes.Png)
            : new WmtsRefusal(StatusCodes.Status503ServiceUnavailable, "NoApplicableCode", "LAYER", "the same again later; the files of this picture cannot be read just now");
    }

    private static bool IsWithin(VisibleImage layer, TileMatrixSet set, TileAddress address)
    {
        var zooms = layer.Layer.Zooms(set);
        return address.Z >= zooms.Min && address.Z <= zooms.Max
            && (layer.Info.Extent is not { } box || set.Cover(box, address.Z).Holds(address.X, address.Y));
    }
}
