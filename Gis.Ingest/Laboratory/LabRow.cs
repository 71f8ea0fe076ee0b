namespace Gis.Ingest.Laboratory;

/// <summary>One row of a laboratory's table; a cell that is not there reads as empty.</summary>
internal sealed record LabRow(int Line, IReadOnlyDictionary<LabColumn, string> Cells)
{
    public string this[LabColumn column] => Cells.GetValueOrDefault(column, "");
}
