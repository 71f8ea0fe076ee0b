namespace Gis.Server.Patches.Review;

/// <summary>How far one officer agrees with all others, as whoever gave the first verdict or the second.</summary>
/// <param name="Confusion">First is the officer's own verdict, second that of the others.</param>
internal sealed record OfficerAgreement(long Account, string Name, Kappa Kappa, IReadOnlyList<ConfusionCell> Confusion);

/// <summary>How far first and second verdicts in a county agree.</summary>
internal sealed record CountyAgreement(string AreaCode, Kappa Kappa);

/// <summary>How far first and second, blind verdicts agree.</summary>
/// <param name="From">First day of the second verdicts that count, and <paramref name="To"/> the last; null where not restricted.</param>
/// <param name="FewestPairs">Below so many pairs no kappa is told.</param>
/// <param name="Waiting">Patches that wait for their second verdict.</param>
internal sealed record PatchAgreement(
    DateOnly? From, DateOnly? To, int FewestPairs, int Waiting, Kappa Overall, IReadOnlyList<ConfusionCell> Confusion, IReadOnlyList<OfficerAgreement> Officers, IReadOnlyList<CountyAgreement> Counties);
