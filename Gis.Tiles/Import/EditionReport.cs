namespace Gis.Tiles.Import;

/// <summary>What became of the rows of the file of an edition; of the remarks the first are kept.</summary>
internal sealed record EditionReport(int Edition, string Source, long Read, long RepairedCount, long RefusedCount, IReadOnlyList<RowRemark> Repaired, IReadOnlyList<RowRemark> Refused);
