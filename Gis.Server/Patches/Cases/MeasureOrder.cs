namespace Gis.Server.Patches.Cases;

/// <summary>A measure that was ordered, tidied and found sound.</summary>
internal sealed record MeasureOrder(string Kind, double? AreaM2, decimal? AmountCny, string Document, DateOnly OrderedOn, DateOnly Due);

/// <summary>A case that is to be filed, tidied and found sound.</summary>
internal sealed record CaseFiling(string Number, string Party, string Notice, DateOnly NoticeOn, string Grounds, IReadOnlyList<MeasureOrder> Measures);

/// <summary>A measure that was carried out.</summary>
/// <param name="IsLast">All are done now.</param>
internal sealed record MeasureDone(int Number, DateOnly On, string? Note, IReadOnlyList<string> Photos, bool IsLast);

/// <summary>The word of whoever proves a case.</summary>
/// <param name="Proof">By what it is accepted; null where it is not.</param>
/// <param name="Due">The new day of all measures, where it is not.</param>
internal sealed record CaseWord(CaseProof? Proof, string? Reason, DateOnly? Due);
