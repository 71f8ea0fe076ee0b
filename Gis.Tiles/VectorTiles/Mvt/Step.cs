namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>A way on a tile's grid from one point straight to another.</summary>
internal readonly record struct Step(GridPoint From, GridPoint To)
{
    /// <summary>The same there and back.</summary>
    public (ulong Lower, ulong Upper) Both => From.Key < To.Key ? (From.Key, To.Key) : (To.Key, From.Key);
}
