namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>The grid of one tile, and the way from EPSG:3857 metres onto it.</summary>
internal readonly struct TileGrid
{
    /// <summary>Units along a side of the tile.</summary>
    public const int Extent = 4096;

    /// <summary>Units beyond each edge that are drawn too, so that outlines do not show the seams.</summary>
    public const int Buffer = 64;

    /// <summary>Where geometry is clipped, on both axes.</summary>
    public const int Min = -Buffer;

    public const int Max = Extent + Buffer;

    private const double HalfWorldM = 20_037_508.342789244;

    private readonly double _westM;
    private readonly double _northM;
    private readonly double _unitsPerM;

    public TileGrid(TileAddress address)
    {
        var sideM = 2 * HalfWorldM / (1L << address.Z);
        _westM = (address.X * sideM) - HalfWorldM;
        _northM = HalfWorldM - (address.Y * sideM);
        _unitsPerM = Extent / sideM;
    }

    /// <summary>False for a place that is no number. What lies farther out than a world's width is drawn in to it: no tile shows it, and the grid stays within int.</summary>
    public bool TrySnap(double xM, double yM, out GridPoint point)
    {
        point = new GridPoint(
            (int)Math.Round((Math.Clamp(xM, -2 * HalfWorldM, 2 * HalfWorldM) - _westM) * _unitsPerM),
            (int)Math.Round((_northM - Math.Clamp(yM, -2 * HalfWorldM, 2 * HalfWorldM)) * _unitsPerM));
        return double.IsFinite(xM) && double.IsFinite(yM);
    }
}
