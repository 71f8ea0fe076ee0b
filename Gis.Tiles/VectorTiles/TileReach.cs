using NetTopologySuite.Geometries;

namespace Gis.Tiles.VectorTiles;

/// <summary>The box (EPSG:3857) from which a tile of WebMercatorQuad takes its features: its own, and a sixty-fourth of its width around it, as in <c>tile.sql</c>.</summary>
internal static class TileReach
{
    private const double HalfWorldM = 20_037_508.342789244;
    private const double Margin = 64.0 / 4096;

    /// <summary>More than sums of edges err by.</summary>
    private const double RoundingM = 1e-3;

    public static Envelope Of(TileAddress address)
    {
        var width = 2 * HalfWorldM / (1L << address.Z);
        var reach = new Envelope(
            (address.X * width) - HalfWorldM, ((address.X + 1) * width) - HalfWorldM, HalfWorldM - ((address.Y + 1) * width), HalfWorldM - (address.Y * width));
        reach.ExpandBy((Margin * width) + RoundingM);
        return reach;
    }
}
