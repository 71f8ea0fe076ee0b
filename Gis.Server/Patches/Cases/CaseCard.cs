using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Cases;

/// <summary>What is known of a patch as a case: itself, its measures, by what it was proved, and the cases and patches at the same place.</summary>
/// <param name="Filed">Null until it was filed.</param>
/// <param name="On">Cases of earlier patches, not closed yet, on which this patch lies.</param>
/// <param name="Later">Patches of later images that lie on this one.</param>
/// <param name="NeedsPicture">Some measure changes the ground: only a picture proves it.</param>
/// <param name="NeedsDocument">Some measure changes nothing to be seen: only a document proves it.</param>
internal sealed record CaseCard(
    PatchCase? Filed, IReadOnlyList<PatchMeasure> Measures, CaseProof? Proof, IReadOnlyList<CaseNeighbour> On, IReadOnlyList<CaseNeighbour> Later, bool NeedsPicture, bool NeedsDocument, CaseAllowed Allowed)
{
    /// <summary>Photographs that were added for measures; a measure names its own by their hashes.</summary>
    public IReadOnlyList<MeasurePhoto> Photos { get; init; } = [];

    public static CaseCard None { get; } = new(null, [], null, [], [], false, false, new CaseAllowed(false, false, false, false));
}

/// <summary>What the caller may do with a case now.</summary>
internal sealed record CaseAllowed(bool File, bool Measure, bool Done, bool Prove);

/// <summary>A patch at the same place, with its case where it has one.</summary>
/// <param name="NextDue">Of its case, while that is open.</param>
internal sealed record CaseNeighbour(
    long Patch, string Number, string Batch, DateOnly? AfterOn, [property: Words(PatchWords.State)] string State, string? CaseNumber, DateOnly? NextDue);
