using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.VectorTiles;

/// <summary>The form in which a tileset is described.</summary>
internal static class TilesetForm
{
    /// <summary>Not null where the form asked for can't tell of the matrix set: TileJSON knows no other grid than that of web maps.</summary>
    public static Refusal? Of(HttpRequest request, TileMatrixSet set, out bool isTileJson)
    {
        isTileJson = request.Query["f"] == "tilejson";
        return isTileJson && set != TileMatrixSet.WebMercatorQuad ? Refusal.BadParameter("f", "json") : null;
    }
}
