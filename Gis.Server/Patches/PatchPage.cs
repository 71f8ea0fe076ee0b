namespace Gis.Server.Patches;

/// <summary>How many patches stand in each list, under the same filter.</summary>
internal sealed record PatchCounts(int Doubtful, int Explained, int Returned, int Sample, int Judged, int Cases);

/// <summary>One page of patches. <paramref name="Judged"/> of <paramref name="Total"/> have a verdict.</summary>
internal sealed record PatchPage(IReadOnlyList<PatchRow> Items, string? Next, PatchCounts Counts, int Judged, int Total);
