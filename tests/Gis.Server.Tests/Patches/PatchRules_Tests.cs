using Gis.Server.Patches;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>The course of a patch.</summary>
public sealed class PatchRules_Tests
{
    private const long Me = 5;
    private const long Other = 6;

    private static readonly PatchStanding Overlaid = new(1, "1", "130102", "20", "overlaid", null, null, null, null, 0, Revision: 9, CallerAbove: false, CallerTop: false);
    private static readonly PatchStanding Judged = Overlaid with { State = "judged", Verdict = "V1", JudgedBy = Me, StateBefore = "overlaid" };
    private static readonly PatchStanding WithCity = Judged with { State = "submitted", CallerAbove = true };

    private static VerdictRequest Verdict(string code, string? reason = null, params string[] done) => new(code, reason, done.ToDictionary(item => item, _ => true), 9);

    [Fact]
    public void Verdict_takes_its_checklist_and_its_reason()
    {
        Assert.Equal("patch-checklist", PatchRules.Judge(Overlaid, Verdict("L1"), PatchCodes.Standard).Refusal?.Code);
        Assert.Equal("reason", PatchRules.Judge(Overlaid, Verdict("V1", null, "ground_seen"), PatchCodes.Standard).Refusal?.Parameter);
        Assert.Equal("V1", PatchRules.Judge(Overlaid, Verdict("V1", "no paper", "ground_seen"), PatchCodes.Standard).Fact?.Verdict);
    }

    [Theory]
    [InlineData("X")]
    [InlineData(null)]
    public void Unknown_verdict_is_refused(string? code) => Assert.Equal("verdict", PatchRules.Judge(Overlaid, new VerdictRequest(code, null, null, 9), PatchCodes.Standard).Refusal?.Parameter);

    [Fact]
    public void Verdict_that_the_figures_contradict_is_refused() =>
        Assert.Equal(
            "patch-contradiction",
            PatchRules.Judge(Overlaid with { Kind = "DT", BasicFarmlandM2 = 30 }, Verdict("O1", null, "document_seen", "within_bounds", "use_matches", "no_basic_farmland"), PatchCodes.Standard).Refusal?.Code);

    [Fact]
    public void Verdict_for_other_kinds_is_refused() =>
        Assert.Equal("patch-verdict-kind", PatchRules.Judge(Overlaid, Verdict("O4", null, "plough_layer_kept", "no_basic_farmland"), PatchCodes.Standard).Refusal?.Code);

    [Fact]
    public void Who_has_not_seen_the_newest_is_told() =>
        Assert.Equal("patch-changed", PatchRules.Judge(Overlaid, Verdict("V1", "no paper", "ground_seen") with { Revision = 8 }, PatchCodes.Standard).Refusal?.Code);

    [Fact]
    public void Own_last_verdict_can_be_taken_back_until_it_is_sent_on()
    {
        Assert.Equal("overlaid", PatchRules.Undo(Judged, 9, Me).Fact?.State);
        Assert.Equal("patch-not-yours", PatchRules.Undo(Judged, 9, Other).Refusal?.Code);
        Assert.Equal("patch-state", PatchRules.Undo(WithCity, 9, Me).Refusal?.Code);
    }

    [Fact]
    public void County_city_and_province_pass_it_on_and_the_last_closes_it_or_makes_it_a_case()
    {
        var move = new PatchMoveRequest(null, 9);

        Assert.Equal("submitted", PatchRules.SendOn(Judged, move, PatchCodes.Standard, Me).Fact?.State);
        Assert.Equal("reviewed", PatchRules.SendOn(WithCity, move, PatchCodes.Standard, Other).Fact?.State);
        Assert.Equal("case", PatchRules.SendOn(WithCity with { State = "reviewed", CallerTop = true }, move, PatchCodes.Standard, Other).Fact?.State);
        Assert.Equal("closed", PatchRules.SendOn(WithCity with { State = "reviewed", CallerTop = true, Verdict = "L1" }, move, PatchCodes.Standard, Other).Fact?.State);
    }

    [Fact]
    public void Nobody_reviews_his_own_verdict_or_above_his_area()
    {
        var move = new PatchMoveRequest("seen", 9);

        Assert.Equal("patch-own-verdict", PatchRules.SendOn(WithCity, move, PatchCodes.Standard, Me).Refusal?.Code);
        Assert.Equal("patch-level", PatchRules.SendOn(WithCity with { CallerAbove = false }, move, PatchCodes.Standard, Other).Refusal?.Code);
        Assert.Equal("patch-level", PatchRules.SendBack(WithCity with { State = "reviewed" }, move, Other).Refusal?.Code);
    }

    [Fact]
    public void What_is_not_clear_yet_is_not_sent_on() =>
        Assert.Equal("patch-open", PatchRules.SendOn(Judged with { Verdict = "U" }, new PatchMoveRequest(null, 9), PatchCodes.Standard, Me).Refusal?.Code);

    [Fact]
    public void Sending_back_takes_a_reason()
    {
        Assert.Equal("reason", PatchRules.SendBack(WithCity, new PatchMoveRequest(" ", 9), Other).Refusal?.Parameter);
        Assert.Equal("returned", PatchRules.SendBack(WithCity, new PatchMoveRequest("photographs are missing", 9), Other).Fact?.State);
    }
}
