using Gis.Tiles.Features;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Gis.Tiles.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.VectorTiles;

/// <summary>Gives several layers in one vector tile: rights of each first, then what the caller already has, then the tile.</summary>
internal static class DatasetTileEndpoint
{
    /// <summary>Names the layers for which there was no room.</summary>
    private const string LayersLeftOutHeader = "Gis-Layers-Left-Out";

    public static void Map(IEndpointRouteBuilder ogc) =>
        ogc.MapGet("/tiles/{tileMatrixSetId}/{z}/{y}/{x}", HandleAsync)
            .WithQuery(["mvt"], [DatasetLayers.Parameter, TileEndpoint.VersionParameter, PastReader.Parameter, .. FeatureSelection.Names])
            .AddEndpointFilter<FilterFaults>()
            .WithName("getDatasetTile");

    private static async Task<IResult> HandleAsync(
        string tileMatrixSetId, string z, string y, string x,
        CatalogReader catalog, PastReader pasts, LayerContents contents, TileStore tiles, UseCounter counter, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        if (TileMatrixSet.Find(tileMatrixSetId) is not { } set)
        {
            return Refusal.NotFound;
        }

        var (chosen, whyNot) = await DatasetLayers.ChooseAsync(catalog, pasts, http, cancellationToken);
        if (chosen is null)
        {
            return whyNot!;
        }

        if (TileAddress.TryParse(set, z, y, x, out var why) is not { } address)
        {
            return why!;
        }

        var (selected, whyNoFilter) = await chosen.SelectAsync(contents, http.Request, cancellationToken);
        if (selected is not { Layers: var layers })
        {
            return whyNoFilter!;
        }

        var use = new DatasetUse(counter, clock);
        var cacheControl = chosen.AreNamed ? Caching.Of(layers) : Caching.Private;
        var made = new KeptTile?[layers.Count];
        var etag = await DatasetTile.TagAsync(layers, made, address, tiles, cancellationToken);
        if (TileAnswer.IsKnown(http.Request, etag))
        {
            use.Count(http, layers, _ => 0);
            return TileAnswer.NotModified(http, etag, cacheControl);
        }

        var parts = await DatasetTile.CutAsync(layers, made, address, tiles, cancellationToken);
        var tile = DatasetTile.Join(layers, parts);
        if (tile.LeftOut.Count > 0)
        {
            http.Response.Headers[LayersLeftOutHeader] = string.Join(", ", tile.LeftOut);
        }

        use.Count(http, layers, n => tile.LeftOut.Contains(layers[n].Info.Id) ? 0 : parts[n].Length);
        return TileAnswer.Give(tile.Tile, http, etag, cacheControl);
    }
}
