namespace Gis.Server.Patches;

/// <summary>Tries, for one patch, each way in which it could be explained, in the order of their weight, and keeps why each failed.</summary>
internal sealed class TriageAttempts(
    TriagePatch patch, PatchKind kind, IReadOnlyList<LandOverlap> overlaps, IReadOnlySet<string> loaded, IReadOnlyList<EarlierSeen> earlier, Func<IReadOnlyList<LandOverlap>, Cover> cover)
{
    private const double FirstShare = 0.05;

    private readonly List<PatchReason> _reasons = [];
    private string? _suggestion;

    public TriageRules.Finding Find()
    {
        var explained = Approved() ?? Filed() ?? RuralRoad() ?? Ground() ?? SeenBefore();
        if (explained is { } by)
        {
            return new(by.Rule, by.Verdict, []);
        }

        if (_reasons.Count == 0)
        {
            _reasons.Add(Triage.Because("no-document"));
        }

        return new(null, _suggestion ?? (_reasons.Exists(reason => reason.Code == "other-use") ? "V3" : TriageRules.IsBuilding(kind) ? "V1" : null), [.. _reasons.DistinctBy(reason => reason.ToKey())]);
    }

    private (string Rule, string Verdict)? Approved()
    {
        if (kind.Uses.Count == 0)
        {
            return null;
        }

        var fit = Fit("approval");
        if (fit.Count == 0)
        {
            return null;
        }

        var covered = cover(fit);
        if (TriageRules.WhyNotWhole(covered, "approval") is { } why)
        {
            _reasons.Add(why);
            _suggestion = covered.Share >= FirstShare ? "V2" : null;
            return null;
        }

        if (kind.Group == "mine" && !IsMineRight())
        {
            _suggestion = "V6";
            return null;
        }

        // A supply that is over or for something else contradicts the approval: a person shall look.
        var before = _reasons.Count;
        var supplied = Fit("supply");
        return _reasons.Count > before ? null
            : supplied.Count > 0 && TriageRules.WhyNotWhole(cover(supplied), "supply") is null ? ("approved", "L1") : ("approved", "L2");
    }

    private bool IsMineRight()
    {
        var rights = Fit("mining_right");
        if (rights.Count > 0 && TriageRules.WhyNotWhole(cover(rights), "mining_right") is not { } why)
        {
            return true;
        }

        _reasons.Add(Triage.Because("no-document", ("theme", "mining_right")));
        return false;
    }

    /// <summary>One filing, not several together: each is for its own.</summary>
    private (string Rule, string Verdict)? Filed()
    {
        foreach (var (theme, rule, verdict, isLasting) in ((string, string, string, bool)[])[
            ("facility", "facility", "O1", kind.Group is not ("hard" or "earth" or "water")), ("temporary", "temporary", "O2", kind.Group is not ("hard" or "earth") && kind.Code != "DL2")])
        {
            var fit = Fit(theme);
            if (fit.Count == 0)
            {
                continue;
            }

            if (isLasting)
            {
                _reasons.Add(Triage.Because("building-on-filing", ("theme", theme), ("document", fit[0].Document)));
                continue;
            }

            var whys = fit.Select(one => TriageRules.WhyNotWhole(cover([one]), theme)).ToList();
            if (whys.Contains(null))
            {
                return (rule, verdict);
            }

            _reasons.Add(whys[0]!);
            if (fit.Count > 1 && TriageRules.WhyNotWhole(cover(fit), theme) is null)
            {
                _reasons.Add(Triage.Because("two-filings", ("theme", theme)));
            }
        }

        return null;
    }

    private (string Rule, string Verdict)? RuralRoad()
    {
        if (kind.Group != "rural-road")
        {
            return null;
        }

        if (!TriageRules.IsRoad(patch))
        {
            _reasons.Add(Triage.Because("too-wide", ("m2", Math.Round(patch.WiderThanRoadM2))));
            return null;
        }

        return _reasons.Count == 0 ? ("rural-road", "O3") : null;
    }

    /// <summary>By the classes that the ground had before. A document that failed speaks against it.</summary>
    private (string Rule, string Verdict)? Ground()
    {
        if (_reasons.Count > 0 || !loaded.Contains("land_use"))
        {
            return null;
        }

        var land = overlaps.Where(one => one.Theme == "land_use").ToList();
        if (kind.Same.Count > 0 && IsWhole(land, one => kind.Same.Any(beginning => TriageRules.Is(one.Class, beginning))))
        {
            return ("same-class", "O5");
        }

        if (kind.Group is "build" or "hard" or "earth" or "razed" or "bare" && IsWhole(land, TriageRules.IsOldBuilt))
        {
            return ("old-built", "O6");
        }

        if (kind.Group != "planting" || !IsWhole(land, TriageRules.IsFarmland))
        {
            return null;
        }

        if (Takes(land, "01"))
        {
            _reasons.Add(Triage.Because("takes-cultivated"));
            return null;
        }

        if (Takes(land, "03"))
        {
            _reasons.Add(Triage.Because("takes-forest"));
            return null;
        }

        return ("planting", "O4");
    }

    /// <summary>The same change, told twice: an earlier patch that covers it, of images that overlap in time, closed as lawful.</summary>
    private (string Rule, string Verdict)? SeenBefore()
    {
        var same = earlier.FirstOrDefault(one => one is { State: "closed", Verdict: ['L' or 'O', ..], IsWhole: true, AfterOn: { } after, BeforeOn: { } before }
            && one.Kind == patch.Kind && after >= patch.AfterOn && before <= patch.BeforeOn);
        return same is null || _reasons.Count > 0 ? null : ("seen-before", same.Verdict!);
    }

    private bool IsWhole(List<LandOverlap> land, Func<LandOverlap, bool> which)
    {
        var these = land.Where(which).ToList();
        return these.Count > 0 && TriageRules.WhyNotWhole(cover(these), "land_use") is null;
    }

    private bool Takes(List<LandOverlap> land, string beginning) =>
        kind.Code != beginning && land.Any(one => TriageRules.Is(one.Class, beginning) && TriageRules.Counts(one));

    /// <summary>Documents of a theme that could allow the patch; why the others cannot is kept.</summary>
    private List<LandOverlap> Fit(string theme)
    {
        var fit = new List<LandOverlap>();
        foreach (var one in overlaps.Where(one => one.Theme == theme && TriageRules.Counts(one)))
        {
            if (DocumentRules.WhyNot(one, patch, kind) is { } why)
            {
                _reasons.Add(Triage.Because(why, ("theme", theme), ("document", one.Document), ("from", one.From), ("to", one.To), ("use", one.Use)));
            }
            else
            {
                fit.Add(one);
            }
        }

        return fit;
    }
}
