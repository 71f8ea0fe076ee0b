namespace Gis.Ingest.Laboratory;

/// <summary>What became of a laboratory's table, row by row.</summary>
internal sealed record LabReport(int Stored, int Duplicates, int Refused, IReadOnlyList<LabRowOutcome> Rows);
