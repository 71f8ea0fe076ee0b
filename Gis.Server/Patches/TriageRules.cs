namespace Gis.Server.Patches;

/// <summary>
/// Compares a patch with what the one map of land says of its place. A rule explains a patch only where the data leaves no room: whatever is missing, expired,
/// for another use, half covering or near the images' own error goes to a person.
/// </summary>
internal static class TriageRules
{
    public const double SmallestM2 = 50;
    public const double LeastShare = 0.95;
    public const double MostRestM2 = 10;

    /// <summary>Of the patch that must stay covered however the images are off.</summary>
    private const double LeastWorstShare = 0.5;
    private const double LeastOpenedShare = 0.9;
    private const double ShortestRoadM2 = 200;

    /// <summary>A share from which on an overlap that consists of slivers only is none any more.</summary>
    private const double NoSliverShare = 0.05;

    /// <summary>Without these nobody knows what a patch harms.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["land_use", "basic_farmland", "red_line", "inspection"];

    private static readonly string[] OldBuilt = ["05", "0601", "0604", "07", "0801", "0802", "0803", "0804", "0805", "0806", "0807", "0808", "0809"];
    private static readonly string[] Farmland = ["01", "02", "03", "0401", "0402", "0403", "1006", "1103", "1104", "1107", "1202", "1203"];
    private static readonly string[] Building = ["build", "hard", "earth", "road", "mine"];

    /// <param name="loaded">Themes whose layer is there.</param>
    /// <param name="earlier">Patches of earlier batches at the place.</param>
    /// <param name="cover">Measures how some of the overlaps together cover the patch.</param>
    public static Triage Decide(
        TriagePatch patch, IReadOnlyList<LandOverlap> overlaps, IReadOnlySet<string> loaded, IReadOnlyList<EarlierSeen> earlier, Func<IReadOnlyList<LandOverlap>, Cover> cover, PatchCodes codes)
    {
        var (farmland, redLine) = (Touched(overlaps, "basic_farmland"), Touched(overlaps, "red_line"));
        var kind = codes.Kind(patch.Kind);
        var against = Against(patch, kind, overlaps, loaded, earlier, farmland, redLine);
        var land = overlaps.Where(one => one.Theme == "land_use").ToList();
        if (loaded.Contains("land_use") && cover(land) is { Share: < LeastShare } known)
        {
            // The layer is there and not here: what is missing of it may be missing of the others.
            against.Add(Triage.Because("land-use-unknown", ("share", Math.Round(known.Share, 3))));
        }

        var cultivated = Math.Min(patch.AreaM2, land.Where(one => Is(one.Class, "01")).Sum(one => one.AreaM2));
        var found = kind is null || patch.BeforeOn is null || patch.AfterOn is null ? new Finding(null, null, []) : new TriageAttempts(patch, kind, overlaps, loaded, earlier, cover).Find();
        var isExplained = against.Count == 0 && found.Rule is not null;
        return isExplained
            ? new Triage(true, found.Suggestion, found.Rule, [], cultivated, farmland, redLine)
            : new Triage(
                false, farmland > 0 && kind is not null && Building.Contains(kind.Group) ? "V5" : against.Count == 0 || found.Rule is null ? found.Suggestion : null,
                farmland > 0 ? "breaks-farmland" : found.Suggestion == "V2" ? "over" : found.Suggestion == "V6" ? "no-right" : null,
                [.. against, .. found.Reasons], cultivated, farmland, redLine);
    }

    /// <summary>Whether what covers does so beyond doubt; else why not.</summary>
    public static PatchReason? WhyNotWhole(Cover cover, string theme) =>
        cover.Share < LeastShare ? Triage.Because("partly-covered", ("theme", theme), ("share", Math.Round(cover.Share, 3)))
        : cover.RestM2 > MostRestM2 ? Triage.Because("rest-outside", ("theme", theme), ("m2", Math.Round(cover.RestM2)))
        : cover.WorstShare < LeastWorstShare ? Triage.Because("registration", ("theme", theme), ("share", Math.Round(cover.WorstShare, 3)))
        : null;

    public static bool Is(string? @class, string beginning) => @class?.StartsWith(beginning, StringComparison.Ordinal) == true;

    public static bool IsOldBuilt(LandOverlap land) => OldBuilt.Any(beginning => Is(land.Class, beginning)) && !Is(land.Class, "0810");

    public static bool IsFarmland(LandOverlap land) => Farmland.Any(beginning => Is(land.Class, beginning));

    public static bool IsBuilding(PatchKind kind) => Building.Contains(kind.Group);

    public static bool IsRoad(TriagePatch patch) => patch.WiderThanRoadM2 <= MostRestM2 && patch.AreaM2 >= ShortestRoadM2;

    /// <summary>Whether an overlap is more than what inexact borders make.</summary>
    public static bool Counts(LandOverlap one) => one.CompactM2 > 0 || one.Share >= NoSliverShare;

    /// <summary>What forbids that any rule explains the patch.</summary>
    private static List<PatchReason> Against(
        TriagePatch patch, PatchKind? kind, IReadOnlyList<LandOverlap> overlaps, IReadOnlySet<string> loaded, IReadOnlyList<EarlierSeen> earlier, double farmland, double redLine)
    {
        var against = new List<PatchReason>();
        void If(bool holds, string code, params (string Name, object? Value)[] parameters)
        {
            if (holds)
            {
                against.Add(Triage.Because(code, parameters));
            }
        }

        If(farmland > 0, "basic-farmland", ("m2", Math.Round(farmland)));
        If(redLine > 0, "red-line", ("m2", Math.Round(redLine)));
        If(kind is null, "unknown-kind", ("kind", patch.Kind));
        If(patch.BeforeOn is null || patch.AfterOn is null, "no-dates");
        foreach (var theme in Needed.Where(theme => !loaded.Contains(theme)))
        {
            If(true, "theme-missing", ("theme", theme));
        }

        If(patch.AreaM2 < SmallestM2, "too-small", ("m2", Math.Round(patch.AreaM2)));
        If(patch.OpenedShare < LeastOpenedShare, "too-thin");
        If(patch.SaysBasicFarmland && farmland <= 0, "stated-farmland");
        If(patch.SaysRedLine && redLine <= 0, "stated-red-line");
        foreach (var one in overlaps.Where(one => one.Theme == "inspection" && Counts(one)))
        {
            var isOpen = one.To is not { } closed || closed > patch.AfterOn;
            If(isOpen, "open-case", ("document", one.Document));
            If(!isOpen && one.Verdict is not ['L' or 'O', ..], "earlier-unlawful", ("document", one.Document));
        }

        foreach (var one in earlier)
        {
            If(one.State == "case" || one.Verdict is ['V', ..], "earlier-unlawful", ("patch", one.Id));
            If(one.Verdict is null or "U" && one.Outcome != "explained" && one.Share >= 0.5, "earlier-open", ("patch", one.Id));
        }

        If(
            kind is not null && IsBuilding(kind) && overlaps.Any(one => one is { Theme: "planning_zone", Allows: false } && Counts(one)), "plan-forbids",
            ("document", overlaps.FirstOrDefault(one => one is { Theme: "planning_zone", Allows: false })?.Document));
        return against;
    }

    /// <summary>m² of a line that nothing may cross, slivers left out while they are few.</summary>
    private static double Touched(IReadOnlyList<LandOverlap> overlaps, string theme)
    {
        var lines = overlaps.Where(one => one.Theme == theme).ToList();
        var compact = lines.Sum(one => one.CompactM2);
        return lines.Sum(one => one.Share) >= NoSliverShare ? Math.Max(compact, lines.Sum(one => one.AreaM2)) : compact;
    }

    /// <summary>What the attempts came to: a rule that explains, or a suggestion and the reasons why none does.</summary>
    internal sealed record Finding(string? Rule, string? Suggestion, IReadOnlyList<PatchReason> Reasons);
}
