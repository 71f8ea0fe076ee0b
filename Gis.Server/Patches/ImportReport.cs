namespace Gis.Server.Patches;

/// <summary>What became of one row of a file.</summary>
internal sealed record ImportRemark(long Row, string? Number, string Code, string Reason);

/// <summary>What became of a file: how many rows were new, changed, as before; which were repaired, and which refused and why.</summary>
internal sealed record ImportReport(
    int Read, int New, int Changed, int Same, int RepairedCount, int RefusedCount, IReadOnlyList<ImportRemark> Repaired, IReadOnlyList<ImportRemark> Refused)
{
    /// <summary>Remarks that are kept of each kind; all are counted.</summary>
    public const int MostRemarks = 2_000;
}
