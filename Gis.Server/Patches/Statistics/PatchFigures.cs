namespace Gis.Server.Patches.Statistics;

/// <summary>The patches of one area, kind or month in figures.</summary>
/// <param name="Key">Area code, kind (empty where none is told) or month (YYYY-MM); empty for the whole.</param>
/// <param name="Parent">Of a county: its city, or itself where it has none.</param>
/// <param name="NotCompared">Patches that the comparison has not reached: what they take is not among the areas.</param>
/// <param name="Judged">With a verdict that says lawful or not, and not sent back.</param>
/// <param name="Open">All others.</param>
/// <param name="Overdue">Open after their day.</param>
/// <param name="InTime">Judged by their day.</param>
/// <param name="Late">Judged after it, or open after it.</param>
internal sealed record PatchFigures(
    string Key, string? Parent, string? NameZh, string? NameEn, int Patches, StatedArea Area, StatedArea Cultivated, StatedArea BasicFarmland, int NotCompared, int Judged, int Open, int Overdue,
    int FinalLawful, int FinalUnlawful, int PreliminaryLawful, int PreliminaryUnlawful, int InTime, int Late, Accountability Accountability)
{
    /// <summary>Of those that are judged or whose day is over: how many were judged by their day; null where there is none.</summary>
    public double? InTimeShare => InTime + Late > 0 ? (double)InTime / (InTime + Late) : null;
}
