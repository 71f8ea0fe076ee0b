namespace Gis.Tiles.Matrices;

/// <summary>Tiles of one zoom from corner to corner, both within: columns from the west, rows from the north.</summary>
internal readonly record struct TileRange(int MinColumn, int MinRow, int MaxColumn, int MaxRow)
{
    public bool Holds(int column, int row) => column >= MinColumn && column <= MaxColumn && row >= MinRow && row <= MaxRow;
}
