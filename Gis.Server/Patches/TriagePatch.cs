namespace Gis.Server.Patches;

/// <summary>A patch as the rules of the comparison see it.</summary>
/// <param name="OpenedShare">What is left of it, 0 … 1, when all that is thinner than 2 m is taken away.</param>
/// <param name="WiderThanRoadM2">What is left of it where it is wider than a rural road may be.</param>
internal sealed record TriagePatch(
    long Id, string? Kind, double AreaM2, DateOnly? BeforeOn, DateOnly? AfterOn, bool SaysBasicFarmland, bool SaysRedLine, double OpenedShare, double WiderThanRoadM2);
