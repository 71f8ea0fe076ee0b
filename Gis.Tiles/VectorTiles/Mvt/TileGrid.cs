namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>The grid of one tile, and the way onto it from the units of its matrix set: EPSG:3857 metres, or degrees, longitude first.</summary>
internal readonly struct TileGrid
{
    /// <summary>Units along a side of the tile.</summary>
    public const int Extent = 4096;

    /// <summary>Units beyond each edge that are drawn too, so that outlines do not show the seams.</summary>
    public const int Buffer = 64;

    /// <summary>Where geometry is clipped, on both axes.</summary>
    public const int Min = -Buffer;

    public const int Max = Extent + Buffer;

    private readonly double _west;
    private readonly double _north;
    private readonly double _gridPerUnit;
    private readonly double _world;

    public TileGrid(TileAddress address)
    {
        var set = address.Set;
        var side = set.WorldWidth / set.WidthAt(address.Z);
        _west = set.Origin.X + (address.X * side);
        _north = set.Origin.Y - (address.Y * side);
        _gridPerUnit = Extent / side;
        _world = set.WorldWidth;
    }

    /// <summary>False for a place that is no number. What lies farther out than a world's width is drawn in to it: no tile shows it, and the grid stays within int.</summary>
    public bool TrySnap(double x, double y, out GridPoint point)
    {
        point = new GridPoint(
            (int)Math.Round((Math.Clamp(x, -_world, _world) - _west) * _gridPerUnit),
            (int)Math.Round((_north - Math.Clamp(y, -_world, _world)) * _gridPerUnit));
        return double.IsFinite(x) && double.IsFinite(y);
    }
}
