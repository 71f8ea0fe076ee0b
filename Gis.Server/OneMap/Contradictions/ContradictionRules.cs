using Gis.Server.Land;
using NetTopologySuite.Geometries;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>
/// The rules of the one map: approval, supply, use, supplement and what lies on the ground must not contradict each other. A rule judges only where all the layers it
/// asks are there to be read: an approval that cannot be seen is not missing. Offsets that are no more than drawing (<see cref="Slivers"/>) are no contradiction.
/// </summary>
internal static class ContradictionRules
{
    private const int ApprovalValidYears = 2;
    private const int IdleAfterYears = 1;

    /// <summary>Themes whose records are judged; others only stand beside them.</summary>
    public static IReadOnlyList<string> Judged { get; } =
        [LandTheme.Approval, LandTheme.Supply, LandTheme.Use, LandTheme.Facility, LandTheme.Temporary, LandTheme.LandUse];

    private static readonly (string Code, string[] Themes, Func<LandBook, string[], DateOnly, IEnumerable<Contradiction>> Find)[] Rules =
    [
        (ContradictionCode.UseWithoutApproval, [LandTheme.Use, LandTheme.Approval], UseWithoutApproval),
        (ContradictionCode.UseBeforeApproval, [LandTheme.Use, LandTheme.Supply, LandTheme.Approval], UseBeforeApproval),
        (ContradictionCode.UseWithoutSupply, [LandTheme.Use, LandTheme.Supply], UseWithoutSupply),
        (ContradictionCode.UseBeyondSupply, [LandTheme.Use, LandTheme.Supply], UseBeyondSupply),
        (ContradictionCode.SupplyWithoutApproval, [LandTheme.Supply, LandTheme.Approval], SupplyWithoutApproval),
        (ContradictionCode.SupplyOutsideApproval, [LandTheme.Supply, LandTheme.Approval], SupplyOutsideApproval),
        (ContradictionCode.SupplyIdle, [LandTheme.Supply, LandTheme.Use], SupplyIdle),
        (ContradictionCode.SuppliesOverlap, [LandTheme.Supply], SuppliesOverlap),
        (ContradictionCode.ApprovalUnused, [LandTheme.Approval, LandTheme.Supply], ApprovalUnused),
        (ContradictionCode.SupplementMissing, [LandTheme.Approval, LandTheme.Supplement], SupplementMissing),
        (ContradictionCode.SupplementShort, [LandTheme.Approval, LandTheme.Supplement], SupplementShort),
        (ContradictionCode.FilingExpired, [LandTheme.Facility, LandTheme.LandUse, LandTheme.Approval], (book, themes, day) => FilingExpired(book, themes, day, LandTheme.Facility)),
        (ContradictionCode.FilingExpired, [LandTheme.Temporary, LandTheme.LandUse, LandTheme.Approval], (book, themes, day) => FilingExpired(book, themes, day, LandTheme.Temporary)),
        (ContradictionCode.BuiltOnFarmland, [LandTheme.LandUse, LandTheme.BasicFarmland], BuiltOnFarmland),
        (ContradictionCode.MiningOutsideRight, [LandTheme.LandUse, LandTheme.MiningRight], MiningOutsideRight),
        (ContradictionCode.MiningAfterExpiry, [LandTheme.LandUse, LandTheme.MiningRight], MiningAfterExpiry),
    ];

    public static IReadOnlyList<Contradiction> Find(LandBook book, DateOnly day) =>
        [.. Rules.Where(rule => book.Knows(rule.Themes)).SelectMany(rule => rule.Find(book, rule.Themes, day))];

    /// <summary>Rules that cannot judge with these themes.</summary>
    public static IReadOnlyList<string> NotJudged(Func<string, bool> sees) =>
        [.. Rules.Where(rule => !rule.Themes.All(sees)).Select(rule => rule.Code).Distinct()];

    private static IEnumerable<Contradiction> UseWithoutApproval(LandBook book, string[] themes, DateOnly day) =>
        from use in book.SubjectsOf(LandTheme.Use)
        let free = book.FreeOf(LandTheme.Approval, use.Geometry)
        let m2 = Slivers.SignificantM2(free)
        where m2 > 0
        select new Contradiction(ContradictionCode.UseWithoutApproval, use, null, m2, Figures(("share", Contradiction.Text(Math.Min(1, m2 / use.AreaM2)))), themes) { At = PlaceOf(free) };

    private static IEnumerable<Contradiction> UseBeforeApproval(LandBook book, string[] themes, DateOnly day) =>
        from use in book.SubjectsOf(LandTheme.Use)
        let approval = book.Numbered(LandTheme.Approval, book.Numbered(LandTheme.Supply, use.Text("supply"))?.Text("approval"))
        where approval is not null && use.Day("started_on") < approval.Day("valid_from")
        select new Contradiction(
            ContradictionCode.UseBeforeApproval, use, approval, null,
            Figures(("startedOn", Contradiction.Text(use.Day("started_on")!.Value)), ("approvedOn", Contradiction.Text(approval.Day("valid_from")!.Value))), themes);

    private static IEnumerable<Contradiction> UseWithoutSupply(LandBook book, string[] themes, DateOnly day) =>
        from use in book.SubjectsOf(LandTheme.Use)
        where book.Numbered(LandTheme.Supply, use.Text("supply")) is null
        select new Contradiction(ContradictionCode.UseWithoutSupply, use, null, use.AreaM2, Figures(("supply", use.Text("supply") ?? "")), themes);

    private static IEnumerable<Contradiction> UseBeyondSupply(LandBook book, string[] themes, DateOnly day) =>
        from use in book.SubjectsOf(LandTheme.Use)
        let supply = book.Numbered(LandTheme.Supply, use.Text("supply"))
        where supply is not null
        let beyond = LandOverlay.Without(use.Geometry, supply.Geometry)
        let m2 = Slivers.SignificantM2(beyond)
        where m2 > 0
        select new Contradiction(ContradictionCode.UseBeyondSupply, use, supply, m2, Figures(("suppliedM2", Contradiction.Text(supply.AreaM2))), themes) { At = PlaceOf(beyond) };

    private static IEnumerable<Contradiction> SupplyWithoutApproval(LandBook book, string[] themes, DateOnly day) =>
        from supply in book.SubjectsOf(LandTheme.Supply)
        where book.Numbered(LandTheme.Approval, supply.Text("approval")) is null
        select new Contradiction(ContradictionCode.SupplyWithoutApproval, supply, null, supply.AreaM2, Figures(("approval", supply.Text("approval") ?? "")), themes);

    private static IEnumerable<Contradiction> SupplyOutsideApproval(LandBook book, string[] themes, DateOnly day) =>
        from supply in book.SubjectsOf(LandTheme.Supply)
        let approval = book.Numbered(LandTheme.Approval, supply.Text("approval"))
        where approval is not null
        let outside = LandOverlay.Without(supply.Geometry, approval.Geometry)
        let m2 = Slivers.SignificantM2(outside)
        where m2 > 0
        select new Contradiction(ContradictionCode.SupplyOutsideApproval, supply, approval, m2, Figures(), themes) { At = PlaceOf(outside) };

    private static IEnumerable<Contradiction> SupplyIdle(LandBook book, string[] themes, DateOnly day)
    {
        foreach (var supply in book.SubjectsOf(LandTheme.Supply))
        {
            var uses = book.Saying(LandTheme.Use, "supply", supply.Number).ToList();
            var idle = uses.FirstOrDefault(use => use.Day("idle_since") <= day && !(use.Day("finished_on") <= day));
            if (idle is not null)
            {
                yield return new Contradiction(ContradictionCode.SupplyIdle, supply, idle, supply.AreaM2, Figures(("since", Contradiction.Text(idle.Day("idle_since")!.Value))), themes);
            }
            else if (supply.Day("start_due") is { } due && due.AddYears(IdleAfterYears) < day && !uses.Any(use => use.Day("started_on") <= day))
            {
                yield return new Contradiction(ContradictionCode.SupplyIdle, supply, null, supply.AreaM2, Figures(("since", Contradiction.Text(due)), ("startDue", Contradiction.Text(due))), themes);
            }
        }
    }

    /// <summary>A pair is told once, by the one with the smaller id, unless only the other is judged.</summary>
    private static IEnumerable<Contradiction> SuppliesOverlap(LandBook book, string[] themes, DateOnly day)
    {
        var judged = book.SubjectsOf(LandTheme.Supply).Select(supply => supply.Feature).ToHashSet();
        return
            from supply in book.SubjectsOf(LandTheme.Supply)
            from other in book.Near(LandTheme.Supply, supply.Geometry)
            where other.Feature != supply.Feature && (other.Feature > supply.Feature || !judged.Contains(other.Feature))
            let both = LandOverlay.Both(supply.Geometry, other.Geometry)
            let m2 = Slivers.SignificantM2(both)
            where m2 > 0
            select new Contradiction(ContradictionCode.SuppliesOverlap, supply, other, m2, Figures(), themes) { At = PlaceOf(both) };
    }

    private static IEnumerable<Contradiction> ApprovalUnused(LandBook book, string[] themes, DateOnly day) =>
        from approval in book.SubjectsOf(LandTheme.Approval)
        let approved = approval.Day("valid_from")
        where approved?.AddYears(ApprovalValidYears) < day && !book.Saying(LandTheme.Supply, "approval", approval.Number).Any()
        select new Contradiction(ContradictionCode.ApprovalUnused, approval, null, approval.AreaM2, Figures(("approvedOn", Contradiction.Text(approved.Value))), themes);

    private static IEnumerable<Contradiction> SupplementMissing(LandBook book, string[] themes, DateOnly day) =>
        from approval in book.SubjectsOf(LandTheme.Approval)
        where approval.Amount("cultivated_m2") > 0 && book.Numbered(LandTheme.Supplement, approval.Text("supplement")) is null
        select new Contradiction(
            ContradictionCode.SupplementMissing, approval, null, approval.Amount("cultivated_m2"), Figures(("supplement", approval.Text("supplement") ?? "")), themes);

    /// <summary>What several approvals take from one supplement is taken together.</summary>
    private static IEnumerable<Contradiction> SupplementShort(LandBook book, string[] themes, DateOnly day) =>
        from approval in book.SubjectsOf(LandTheme.Approval)
        let supplement = book.Numbered(LandTheme.Supplement, approval.Text("supplement"))
        let made = supplement?.Amount("cultivated_m2")
        where made is not null && approval.Amount("cultivated_m2") > 0
        let taken = book.Saying(LandTheme.Approval, "supplement", supplement.Number).Sum(one => one.Amount("cultivated_m2") ?? 0)
        where taken > made + Slivers.SmallestM2
        select new Contradiction(
            ContradictionCode.SupplementShort, approval, supplement, taken - made, Figures(("takenM2", Contradiction.Text(taken)), ("madeM2", Contradiction.Text(made.Value))), themes);

    /// <summary>The ground still shows what the filing allowed: facility farmland or built land that no approval covers by now.</summary>
    private static IEnumerable<Contradiction> FilingExpired(LandBook book, string[] themes, DateOnly day, string theme) =>
        from filing in book.SubjectsOf(theme)
        where filing.Day("valid_to") < day
        let used = LandOverlay.All(book.Near(LandTheme.LandUse, filing.Geometry).Where(ShowsUse).Select(parcel => LandOverlay.Both(parcel.Geometry, filing.Geometry)))
        let left = book.FreeOf(LandTheme.Approval, used)
        let m2 = Slivers.SignificantM2(left)
        where m2 > 0
        select new Contradiction(ContradictionCode.FilingExpired, filing, null, m2, Figures(("validTo", Contradiction.Text(filing.Day("valid_to")!.Value))), themes) { At = PlaceOf(left) };

    private static IEnumerable<Contradiction> BuiltOnFarmland(LandBook book, string[] themes, DateOnly day) =>
        from parcel in book.SubjectsOf(LandTheme.LandUse)
        where LandClasses.KindOf(parcel.Text("class")) == LandClasses.Built
        from farmland in book.Near(LandTheme.BasicFarmland, parcel.Geometry)
        let both = LandOverlay.Both(parcel.Geometry, farmland.Geometry)
        let m2 = Slivers.SignificantM2(both)
        where m2 > 0
        select new Contradiction(ContradictionCode.BuiltOnFarmland, parcel, farmland, m2, Figures(("class", parcel.Text("class")!)), themes) { At = PlaceOf(both) };

    private static IEnumerable<Contradiction> MiningOutsideRight(LandBook book, string[] themes, DateOnly day) =>
        from parcel in book.SubjectsOf(LandTheme.LandUse)
        where parcel.Text("class") == LandClasses.Mining
        let free = book.FreeOf(LandTheme.MiningRight, parcel.Geometry)
        let m2 = Slivers.SignificantM2(free)
        where m2 > 0
        select new Contradiction(ContradictionCode.MiningOutsideRight, parcel, null, m2, Figures(("share", Contradiction.Text(Math.Min(1, m2 / parcel.AreaM2)))), themes) { At = PlaceOf(free) };

    /// <summary>Where every right over a place has ended; the last of them is named.</summary>
    private static IEnumerable<Contradiction> MiningAfterExpiry(LandBook book, string[] themes, DateOnly day) =>
        from parcel in book.SubjectsOf(LandTheme.LandUse)
        where parcel.Text("class") == LandClasses.Mining
        let ended = book.Near(LandTheme.MiningRight, parcel.Geometry).Where(right => right.Day("valid_to") < day && right.Geometry.Intersects(parcel.Geometry)).OrderBy(right => right.Day("valid_to")).ToList()
        where ended.Count > 0
        let over = LandOverlay.Both(parcel.Geometry, LandOverlay.All(ended.Select(right => right.Geometry)))
        let left = book.FreeOf(LandTheme.MiningRight, over, right => !(right.Day("valid_to") < day))
        let m2 = Slivers.SignificantM2(left)
        where m2 > 0
        select new Contradiction(ContradictionCode.MiningAfterExpiry, parcel, ended[^1], m2, Figures(("validTo", Contradiction.Text(ended[^1].Day("valid_to")!.Value))), themes) { At = PlaceOf(left) };

    private static bool ShowsUse(LandRecord parcel) =>
        parcel.Text("class") is { } code && (code.StartsWith(LandClasses.Facility, StringComparison.Ordinal) || LandClasses.KindOf(code) == LandClasses.Built);

    private static Coordinate PlaceOf(Geometry geometry) => geometry.InteriorPoint.Coordinate;

    private static Dictionary<string, string> Figures(params (string Name, string Text)[] figures) =>
        figures.Where(figure => figure.Text.Length > 0).ToDictionary(figure => figure.Name, figure => figure.Text, StringComparer.Ordinal);
}
