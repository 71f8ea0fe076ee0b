namespace Gis.Server.Patches;

/// <summary>One patch compared with the one map: what it lies on, and what the rules make of it.</summary>
internal sealed record PatchComparison(PatchToCompare Patch, IReadOnlyList<LandOverlap> Overlaps, IReadOnlyList<EarlierSeen> Earlier, Triage Triage)
{
    /// <summary>Below this share an earlier patch is a neighbour.</summary>
    private const double SamePlaceShare = 0.1;

    public static PatchComparison Of(PatchToCompare patch, IEnumerable<LandFeature> features, IEnumerable<EarlierShape> before, IReadOnlySet<string> loaded, PatchCodes codes)
    {
        try
        {
            return Compare(patch, features, before, loaded, codes);
        }
        catch (Exception unfit) when (unfit is not OutOfMemoryException)
        {
            // Whatever some shape does to the library, it holds up no other patch: that is in doubt, and told.
            return new PatchComparison(patch, [], [], new Triage(false, null, null, [Triage.Because("overlay-failed", ("why", unfit.Message))], 0, 0, 0));
        }
    }

    private static PatchComparison Compare(PatchToCompare patch, IEnumerable<LandFeature> features, IEnumerable<EarlierShape> before, IReadOnlySet<string> loaded, PatchCodes codes)
    {
        var overlay = new PatchOverlay(patch.Outline);
        var overlaps = new List<LandOverlap>();
        foreach (var one in features)
        {
            if (overlay.Lay(one.Shape, (area, share, compact) => new LandOverlap(
                one.Theme.Theme, one.Theme.Layer, one.Theme.Edition, one.Id, one.Document, one.Use, one.Class, one.Verdict, one.Allows, one.From, one.To, area, share, compact)) is { } overlap)
            {
                overlaps.Add(overlap);
            }
        }

        var earlier = before.Select(one => (One: one, Cover: overlay.MeasureOf(one.Outline)))
            .Where(seen => seen.Cover.Share >= SamePlaceShare)
            .Select(seen => new EarlierSeen(
                seen.One.Id, seen.One.Kind, seen.One.Outcome, seen.One.Verdict, seen.One.State, seen.One.BeforeOn, seen.One.AfterOn, seen.Cover.Share, TriageRules.WhyNotWhole(seen.Cover, "patch") is null))
            .ToList();
        var facts = new TriagePatch(
            patch.Id, patch.Kind, overlay.AreaM2, patch.BeforeOn, patch.AfterOn, patch.SaysBasicFarmland, patch.SaysRedLine, overlay.OpenedShare, overlay.WiderThanRoadM2);
        return new PatchComparison(patch, overlaps, earlier, TriageRules.Decide(facts, overlaps, loaded, earlier, overlay.Measure, codes));
    }
}
