namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>A point on a tile's grid: units from its west and north edge, y down. Units are a 4,096th of the tile's side.</summary>
internal readonly record struct GridPoint(int X, int Y)
{
    /// <summary>One number for each point, to sort and to find by.</summary>
    public ulong Key => ((ulong)(uint)X << 32) | (uint)Y;

    /// <summary>Twice the area of the triangle; positive when the turn a, b, c goes clockwise on the screen. For points of a clipped geometry only.</summary>
    public static int Cross(GridPoint a, GridPoint b, GridPoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}
