using NetTopologySuite.Geometries;

namespace Gis.Tiles.VectorTiles;

/// <summary>
/// The box (EPSG:3857) from which a tile takes its features: its own, and a sixty-fourth of its width around it, as in <c>tile.sql</c>. A tile in degrees has
/// its box there too, since meridians and parallels are straight in both.
/// </summary>
internal static class TileReach
{
    private const double HalfWorldM = 20_037_508.342789244;
    private const double Margin = 64.0 / 4096;

    /// <summary>More than sums of edges err by.</summary>
    private const double RoundingM = 1e-3;

    /// <summary>Farther north and south than anything is stored; web Mercator has no pole.</summary>
    private const double LimitDeg = 89.9;

    public static Envelope Of(TileAddress address)
    {
        var set = address.Set;
        var width = set.WorldWidth / set.WidthAt(address.Z);
        var west = set.Origin.X + (address.X * width);
        var north = set.Origin.Y - (address.Y * width);
        var reach = new Envelope(west, west + width, north - width, north);
        reach.ExpandBy(Margin * width);
        if (address.IsGeographic)
        {
            reach = new Envelope(XOf(reach.MinX), XOf(reach.MaxX), YOf(reach.MinY), YOf(reach.MaxY));
        }

        reach.ExpandBy(RoundingM);
        return reach;
    }

    private static double XOf(double lonDeg) => lonDeg / 180 * HalfWorldM;

    private static double YOf(double latDeg) =>
        Math.Log(Math.Tan(Math.PI / 4 + double.DegreesToRadians(Math.Clamp(latDeg, -LimitDeg, LimitDeg)) / 2)) / Math.PI * HalfWorldM;
}
