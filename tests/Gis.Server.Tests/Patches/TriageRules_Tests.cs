using Gis.Server.Patches;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>The rules of the comparison over records: what explains, and above all what does not.</summary>
public sealed class TriageRules_Tests
{
    private static readonly DateOnly Before = new(2026, 8, 1);
    private static readonly DateOnly After = new(2026, 10, 1);
    private static readonly HashSet<string> All = ["land_use", "basic_farmland", "red_line", "inspection", "approval", "supply", "facility", "temporary", "mining_right", "planning_zone"];
    private static readonly Cover Whole = new(0.99, 0, 0.8);

    private static TriagePatch Patch(string? kind = "20", double m2 = 2_000) => new(1, kind, m2, Before, After, SaysBasicFarmland: false, SaysRedLine: false, OpenedShare: 1, WiderThanRoadM2: m2);

    private static LandOverlap On(string theme, string? use = null, string? @class = null, DateOnly? from = null, DateOnly? to = null, string? verdict = null, bool? allows = null, double share = 0.99, double m2 = 1_980, double? compact = null) =>
        new(theme, theme, 1, 1, "no. 1", use, @class, verdict, allows, from, to, m2, share, compact ?? m2);

    private static LandOverlap Approval(string? use = "0601", DateOnly? from = null, DateOnly? to = null) => On("approval", use, from: from ?? new DateOnly(2025, 12, 1), to: to ?? new DateOnly(2027, 11, 30));

    private static Triage Decide(TriagePatch patch, IReadOnlyList<LandOverlap> overlaps, Cover? cover = null, IReadOnlySet<string>? loaded = null, params EarlierSeen[] earlier) =>
        TriageRules.Decide(patch, overlaps.Any(one => one.Theme == "land_use") ? overlaps : [.. overlaps, On("land_use", @class: "0103")], loaded ?? All, earlier, these => these.Count == 0 ? Cover.None : cover ?? Whole, PatchCodes.Standard);

    private static void IsDoubtful(Triage triage, string reason)
    {
        Assert.False(triage.IsExplained);
        Assert.Contains(triage.Reasons, one => one.Code == reason);
    }

    [Fact]
    public void Approved_and_supplied_is_L1_and_only_approved_is_L2()
    {
        var supplied = Decide(Patch(), [Approval(), On("supply", "0601", from: new DateOnly(2026, 1, 1))]);
        var approved = Decide(Patch(), [Approval()]);

        Assert.Equal((true, "L1", "approved"), (supplied.IsExplained, supplied.Suggestion, supplied.Rule));
        Assert.Equal((true, "L2", "approved"), (approved.IsExplained, approved.Suggestion, approved.Rule));
    }

    [Theory]
    [InlineData("2024-10-01", "2026-09-30", "expired")]
    [InlineData("2026-10-02", "2028-10-01", "not-yet")]
    [InlineData("2026-09-01", "2028-09-01", "granted-between")]
    public void Approval_that_did_not_hold_explains_nothing(string from, string to, string reason) =>
        IsDoubtful(Decide(Patch(), [Approval(from: DateOnly.Parse(from, null), to: DateOnly.Parse(to, null))]), reason);

    [Fact]
    public void Approval_holds_on_its_last_day() => Assert.True(Decide(Patch(), [Approval(from: new DateOnly(2024, 10, 2), to: After)]).IsExplained);

    [Fact]
    public void Approval_without_an_end_ends_after_two_years()
    {
        var approval = On("approval", "0601", from: new DateOnly(2024, 9, 1));

        IsDoubtful(Decide(Patch(), [approval]), "expired");
        Assert.True(Decide(Patch(), [approval with { From = new DateOnly(2025, 1, 1) }]).IsExplained);
    }

    [Theory]
    [InlineData("1202")]
    [InlineData("1003")]
    [InlineData(null)]
    public void Approval_for_another_use_explains_nothing(string? use) => IsDoubtful(Decide(Patch(), [Approval(use) with { Use = use }]), "other-use");

    [Theory]
    [InlineData(0.5, 900, 0.4, "partly-covered")]
    [InlineData(0.949, 0, 0.9, "partly-covered")]
    [InlineData(0.96, 11, 0.9, "rest-outside")]
    [InlineData(1.0, 0, 0.3, "registration")]
    public void Cover_that_is_not_beyond_doubt_explains_nothing(double share, double rest, double worst, string reason)
    {
        var triage = Decide(Patch(), [Approval()], new Cover(share, rest, worst));

        IsDoubtful(triage, reason);
        Assert.Equal("V2", triage.Suggestion);
    }

    [Fact]
    public void Basic_farmland_goes_to_a_person_whatever_else()
    {
        var triage = Decide(Patch(), [Approval(), On("supply", "0601", from: Before), On("basic_farmland", share: 0.02, m2: 40)]);

        IsDoubtful(triage, "basic-farmland");
        Assert.Equal(("V5", 40), (triage.Suggestion, triage.BasicFarmlandM2));
    }

    [Fact]
    public void Sliver_of_basic_farmland_is_a_border_and_many_slivers_are_not()
    {
        Assert.True(Decide(Patch(), [Approval(), On("basic_farmland", share: 0.01, m2: 20, compact: 0)]).IsExplained);
        IsDoubtful(Decide(Patch(), [Approval(), .. Enumerable.Repeat(On("basic_farmland", share: 0.01, m2: 20, compact: 0), 6)]), "basic-farmland");
    }

    [Fact]
    public void Red_line_goes_to_a_person() => IsDoubtful(Decide(Patch(), [Approval(), On("red_line", share: 0.1, m2: 200)]), "red-line");

    [Theory]
    [InlineData("land_use")]
    [InlineData("basic_farmland")]
    [InlineData("red_line")]
    [InlineData("inspection")]
    public void Missing_theme_explains_nothing(string theme) => IsDoubtful(Decide(Patch(), [Approval()], loaded: All.Where(one => one != theme).ToHashSet()), "theme-missing");

    [Theory]
    [InlineData(null)]
    [InlineData("XX")]
    [InlineData("")]
    public void Unknown_kind_goes_to_a_person(string? kind) => IsDoubtful(Decide(Patch(kind), [Approval()]), "unknown-kind");

    [Fact]
    public void Patch_without_dates_goes_to_a_person()
    {
        IsDoubtful(Decide(Patch() with { AfterOn = null }, [Approval()]), "no-dates");
        IsDoubtful(Decide(Patch() with { BeforeOn = null }, [Approval()]), "no-dates");
    }

    [Fact]
    public void Tiny_and_thin_patches_go_to_a_person()
    {
        IsDoubtful(Decide(Patch(m2: 49), [Approval()]), "too-small");
        IsDoubtful(Decide(Patch() with { OpenedShare = 0.5 }, [Approval()]), "too-thin");
    }

    [Fact]
    public void What_the_file_states_of_farmland_is_not_overruled() => IsDoubtful(Decide(Patch() with { SaysBasicFarmland = true }, [Approval()]), "stated-farmland");

    [Fact]
    public void Open_case_goes_to_a_person_and_a_lawful_closed_one_is_no_matter()
    {
        IsDoubtful(Decide(Patch(), [Approval(), On("inspection", from: new DateOnly(2024, 1, 1))]), "open-case");
        IsDoubtful(Decide(Patch(), [Approval(), On("inspection", from: new DateOnly(2024, 1, 1), to: After.AddDays(1), verdict: "L1")]), "open-case");
        IsDoubtful(Decide(Patch(), [Approval(), On("inspection", from: new DateOnly(2024, 1, 1), to: new DateOnly(2024, 5, 1), verdict: "V1")]), "earlier-unlawful");
        Assert.True(Decide(Patch(), [Approval(), On("inspection", from: new DateOnly(2024, 1, 1), to: new DateOnly(2024, 5, 1), verdict: "L1")]).IsExplained);
    }

    [Fact]
    public void Filing_explains_earth_that_is_moved_and_no_house()
    {
        var filing = On("facility", "1202", from: new DateOnly(2025, 1, 1), to: new DateOnly(2028, 1, 1));

        Assert.Equal("O1", Decide(Patch("DT"), [filing]).Suggestion);
        IsDoubtful(Decide(Patch("20"), [filing]), "building-on-filing");
        IsDoubtful(Decide(Patch("DT"), [filing with { To = After.AddDays(-1) }]), "expired");
        IsDoubtful(Decide(Patch("DT"), [filing with { Use = "0702" }]), "other-use");
    }

    [Fact]
    public void Two_filings_that_cover_only_together_go_to_a_person()
    {
        var filing = On("facility", "1202", from: new DateOnly(2025, 1, 1), to: new DateOnly(2028, 1, 1), share: 0.5);

        var triage = TriageRules.Decide(Patch("DT"), [filing, filing with { Feature = 2 }], All, [], these => these.Count == 2 ? Whole : new Cover(0.5, 900, 0), PatchCodes.Standard);

        IsDoubtful(triage, "two-filings");
    }

    [Fact]
    public void Temporary_land_explains_earth_and_no_building()
    {
        var temporary = On("temporary", from: new DateOnly(2026, 1, 1), to: new DateOnly(2027, 1, 1));

        Assert.Equal("O2", Decide(Patch("TD"), [temporary]).Suggestion);
        IsDoubtful(Decide(Patch("20"), [temporary]), "building-on-filing");
    }

    [Fact]
    public void Rural_road_is_one_while_it_is_narrow_and_long()
    {
        Assert.Equal("O3", Decide(Patch("ND") with { WiderThanRoadM2 = 0 }, []).Suggestion);
        IsDoubtful(Decide(Patch("ND") with { WiderThanRoadM2 = 500 }, []), "too-wide");
        IsDoubtful(Decide(Patch("ND", m2: 60) with { WiderThanRoadM2 = 0 }, []), "too-wide");
    }

    [Fact]
    public void Planting_change_takes_no_cultivated_land_and_no_forest()
    {
        Assert.Equal("O4", Decide(Patch("01"), [On("land_use", @class: "0201")]).Suggestion);
        Assert.Equal("O5", Decide(Patch("02"), [On("land_use", @class: "0204")]).Suggestion);
        IsDoubtful(Decide(Patch("03"), [On("land_use", @class: "0102")]), "takes-cultivated");
        IsDoubtful(Decide(Patch("02"), [On("land_use", @class: "0301")]), "takes-forest");
    }

    [Fact]
    public void Old_built_land_explains_unless_a_document_failed()
    {
        Assert.Equal("O6", Decide(Patch(), [On("land_use", @class: "0702")]).Suggestion);
        IsDoubtful(Decide(Patch(), [On("land_use", @class: "0702"), Approval(to: After.AddDays(-1))]), "expired");
        Assert.False(Decide(Patch(), [On("land_use", @class: "1202")]).IsExplained);
        Assert.False(Decide(Patch(), [On("land_use", @class: "0810A")]).IsExplained);
    }

    [Fact]
    public void Mining_takes_an_approval_and_a_right()
    {
        var approval = Approval("0602");

        IsDoubtful(Decide(Patch("CK"), [approval]), "no-document");
        Assert.True(Decide(Patch("CK"), [approval, On("mining_right", from: new DateOnly(2020, 1, 1), to: new DateOnly(2030, 1, 1))]).IsExplained);
    }

    [Fact]
    public void Plan_that_forbids_goes_to_a_person() => IsDoubtful(Decide(Patch(), [Approval(), On("planning_zone", allows: false)]), "plan-forbids");

    [Fact]
    public void Same_change_told_twice_is_as_it_was_judged_and_an_open_one_is_not()
    {
        var seen = new EarlierSeen(7, "20", "doubtful", "L3", "closed", Before.AddDays(-5), After.AddDays(5), 1, IsWhole: true);

        Assert.Equal(("L3", "seen-before"), (Decide(Patch(), [], earlier: seen).Suggestion, Decide(Patch(), [], earlier: seen).Rule));
        Assert.False(Decide(Patch(), [], earlier: seen with { AfterOn = Before }).IsExplained);
        Assert.False(Decide(Patch(), [], earlier: seen with { Kind = "02" }).IsExplained);
        IsDoubtful(Decide(Patch(), [Approval()], earlier: seen with { Verdict = "V1" }), "earlier-unlawful");
        IsDoubtful(Decide(Patch(), [Approval()], earlier: seen with { Verdict = null, State = "overlaid" }), "earlier-open");
    }

    [Fact]
    public void Where_the_land_use_ends_nobody_knows_what_else_is_missing() => IsDoubtful(
        TriageRules.Decide(Patch(), [Approval(), On("land_use", @class: "0103")], All, [], these => these[0].Theme == "land_use" ? new Cover(0.6, 800, 0) : Whole, PatchCodes.Standard), "land-use-unknown");

    [Fact]
    public void Nothing_at_all_goes_to_a_person() => IsDoubtful(Decide(Patch(), [On("land_use", @class: "0102")]), "no-document");
}
