namespace Gis.Ingest.Laboratory;

/// <summary>One row of a table and the line it stands on, which a person would count from 1.</summary>
internal sealed record TableRow(int Line, IReadOnlyList<string> Cells);
