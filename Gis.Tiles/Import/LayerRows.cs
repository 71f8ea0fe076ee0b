namespace Gis.Tiles.Import;

/// <summary>What came out of a file: the rows that can be stored, which of them had to be repaired, and what had to be refused.</summary>
internal sealed record LayerRows(IReadOnlyList<LayerRow> Rows, IReadOnlyList<RowRemark> Repaired, IReadOnlyList<RowRemark> Refused)
{
    public int Read => Rows.Count + Refused.Count;
}
