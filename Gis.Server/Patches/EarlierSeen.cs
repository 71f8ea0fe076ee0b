namespace Gis.Server.Patches;

/// <summary>A patch of an earlier batch at the same place, as far as it matters for the comparison.</summary>
/// <param name="Share">Of the new patch that it covers, 0 … 1.</param>
/// <param name="IsWhole">It covers the new patch as a document must.</param>
internal sealed record EarlierSeen(long Id, string? Kind, string? Outcome, string? Verdict, string State, DateOnly? BeforeOn, DateOnly? AfterOn, double Share, bool IsWhole);
