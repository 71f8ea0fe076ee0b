namespace Gis.Server.OneMap.Forest;

/// <summary>Forest of an area from one survey to a later one. m² are sums of pieces rounded to 0.01 each: before = kept + lost, after = kept + gained, and the counties add up to the whole.</summary>
/// <param name="Years">The surveys that there are, the latest first.</param>
/// <param name="From">Year of the earlier survey; null where there are not two.</param>
/// <param name="To">Year of the later survey.</param>
/// <param name="Changes">What ground that stayed forest became another class or age group.</param>
/// <param name="Losses">Losses without permit, the largest first, at most as many as <see cref="GetForestBalance.MostLosses"/>.</param>
/// <param name="LossesWithoutPermit">How many there are.</param>
/// <param name="PermitThemes">Where permits were looked for.</param>
/// <param name="MissingThemes">Where they could not be looked for: no layer is loaded, or it is not the caller's to see.</param>
internal sealed record ForestBalance(
    IReadOnlyList<int> Years, int? From, int? To, string? Area, ForestRow Whole, IReadOnlyList<ForestRow> Rows, IReadOnlyList<ForestChange> Changes, IReadOnlyList<ForestLoss> Losses,
    int LossesWithoutPermit, IReadOnlyList<string> PermitThemes, IReadOnlyList<string> MissingThemes)
{
    public static ForestBalance None(IReadOnlyList<int> years, string? area) =>
        new(years, null, null, area, new ForestRow(null, 0, 0, 0, 0, 0, 0, 0, 0), [], [], [], 0, [], []);
}

/// <summary>One county, or the whole.</summary>
/// <param name="AreaCode">Null for the whole, and for stands of no county.</param>
/// <param name="LostWithoutPermitM2">Of what was lost: pieces of 10 m² and 2 m width and more that no permit of the time covers.</param>
internal sealed record ForestRow(
    string? AreaCode, decimal BeforeM2, decimal AfterM2, decimal KeptM2, decimal GainedM2, decimal LostM2, decimal OtherClassM2, decimal OtherAgeM2, decimal LostWithoutPermitM2)
{
    public static ForestRow Of(string? area, IReadOnlyCollection<ForestPiece> pieces, decimal withoutPermitM2)
    {
        decimal Sum(Func<ForestPiece, bool> which) => pieces.Where(which).Sum(piece => piece.M2);
        var (kept, gained, lost) = (Sum(piece => !piece.IsGained && !piece.IsLost), Sum(piece => piece.IsGained), Sum(piece => piece.IsLost));
        return new ForestRow(area, kept + lost, kept + gained, kept, gained, lost, Sum(piece => piece.HasOtherClass), Sum(piece => piece.HasOtherAge), withoutPermitM2);
    }
}

/// <summary>Ground that stayed forest and became another.</summary>
/// <param name="Role">class or age_group.</param>
internal sealed record ForestChange(string Role, string? Before, string? After, decimal M2);

/// <summary>Forest that is gone without a permit for all of it.</summary>
/// <param name="Feature">The stand in the layer's edition of the earlier survey.</param>
/// <param name="Permits">Numbers of the permits that cover a part.</param>
/// <param name="Patches">Change patches of the caller's areas that lie on it.</param>
internal sealed record ForestLoss(
    string Layer, long Feature, string? Number, string? Class, string? AreaCode, decimal LostM2, decimal WithoutPermitM2, double Lon, double Lat, IReadOnlyList<string> Permits,
    IReadOnlyList<ForestLossPatch> Patches);

/// <summary>A change patch on ground where forest was lost.</summary>
internal sealed record ForestLossPatch(long Id, string Number);
