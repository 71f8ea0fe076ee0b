using Gis.Server.Patches;
using Gis.Server.Patches.Review;
using Xunit;

namespace Gis.Server.Tests.Patches.Review;

/// <summary>What an interest and a second verdict stand against.</summary>
public sealed class ReviewRules_Tests
{
    private const long First = 5;
    private const long Me = 6;

    private static readonly ReviewStanding Nothing = ReviewStanding.None with { Caller = Me };
    private static readonly PatchStanding Sealed = new(1, "1", "130102", "20", "judged", "V1", First, "overlaid", null, 0, Revision: 9, CallerAbove: false, CallerTop: false)
    {
        Review = Nothing with { IsSealed = true },
    };

    private static readonly PatchStanding Differing = Sealed with { Review = Nothing with { Differs = true, SecondBy = 7, SecondVerdict = "L1" }, CallerAbove = true };

    private static readonly VerdictRequest V1 = new("V1", "no paper", new Dictionary<string, bool> { ["ground_seen"] = true }, 9);
    private static readonly PatchMoveRequest Move = new(null, 9);

    [Fact]
    public void Second_verdict_leaves_the_patch_where_it_is()
    {
        var fact = ReviewRules.Second(Sealed, V1, PatchCodes.Standard).Fact;

        Assert.Equal(("second", null, "V1"), (fact?.Kind, fact?.State, fact?.Verdict));
    }

    [Fact]
    public void Second_verdict_takes_somebody_who_has_not_spoken_and_has_no_interest()
    {
        Assert.Equal("patch-second-own", ReviewRules.Second(Sealed with { Review = Sealed.Review with { HasSpoken = true } }, V1, PatchCodes.Standard).Refusal?.Code);
        Assert.Equal("patch-interest", ReviewRules.Second(Sealed with { Review = Sealed.Review with { HasInterest = true } }, V1, PatchCodes.Standard).Refusal?.Code);
        Assert.Equal("patch-second-none", ReviewRules.Second(Sealed with { Review = Nothing }, V1, PatchCodes.Standard).Refusal?.Code);
    }

    [Fact]
    public void Who_comes_late_is_told_that_it_changed_and_not_what_was_said()
    {
        var late = ReviewRules.Second(Sealed, V1 with { Revision = 8 }, PatchCodes.Standard).Refusal;

        Assert.Equal("patch-changed", late?.Code);
        Assert.DoesNotContain("verdict", late!.Facts.Keys);
        Assert.Null(PatchRules.Judge(Sealed, V1 with { Revision = 8 }, PatchCodes.Standard).Refusal!.Facts["verdict"]);
    }

    [Fact]
    public void Sealed_patch_is_not_sent_on_and_judged_anew_only_by_whoever_judged_it()
    {
        Assert.Equal("patch-second-waits", PatchRules.SendOn(Sealed, Move, PatchCodes.Standard, First).Refusal?.Code);
        Assert.Equal("patch-second-waits", PatchRules.Judge(Sealed, V1, PatchCodes.Standard).Refusal?.Code);
        Assert.NotNull(PatchRules.Judge(Sealed with { Review = Sealed.Review with { Caller = First } }, V1, PatchCodes.Standard).Fact);
    }

    [Fact]
    public void First_verdict_stands_once_the_second_is_given() =>
        Assert.Equal("patch-second-given", PatchRules.Undo(Sealed with { Review = Nothing with { SecondBy = Me, SecondVerdict = "V1" } }, 9, First).Refusal?.Code);

    [Fact]
    public void Two_that_differ_hold_it_until_somebody_above_has_settled_it()
    {
        Assert.Equal("patch-second-differs", PatchRules.SendOn(Differing, Move, PatchCodes.Standard, First).Refusal?.Code);
        Assert.Equal("patch-second-differs", PatchRules.Judge(Differing, V1, PatchCodes.Standard).Refusal?.Code);
        Assert.Equal("patch-level", ReviewRules.Settle(Differing with { CallerAbove = false }, V1, PatchCodes.Standard).Refusal?.Code);
        Assert.Equal("patch-own-verdict", ReviewRules.Settle(Differing with { Review = Differing.Review with { HasSpoken = true } }, V1, PatchCodes.Standard).Refusal?.Code);
        Assert.Equal("patch-settle-none", ReviewRules.Settle(Sealed with { CallerAbove = true }, V1, PatchCodes.Standard).Refusal?.Code);
    }

    [Fact]
    public void Settling_is_the_word_of_the_level_that_settles()
    {
        Assert.Equal(("judged", "reviewed", "V1"), Of(ReviewRules.Settle(Differing, V1, PatchCodes.Standard).Fact!));
        Assert.Equal(("judged", "case", "V1"), Of(ReviewRules.Settle(Differing with { CallerTop = true }, V1, PatchCodes.Standard).Fact!));
        Assert.Equal("verdict", ReviewRules.Settle(Differing, new VerdictRequest("U", "why", null, 9), PatchCodes.Standard).Refusal?.Parameter);

        static (string, string?, string?) Of(PatchFact fact) => (fact.Kind, fact.State, fact.Verdict);
    }

    [Fact]
    public void An_interest_stands_against_judging_and_reviewing()
    {
        var mine = Sealed with { State = "submitted", CallerAbove = true, Review = Nothing with { HasInterest = true } };

        Assert.Equal("patch-interest", PatchRules.Judge(mine with { State = "overlaid" }, V1, PatchCodes.Standard).Refusal?.Code);
        Assert.Equal("patch-interest", PatchRules.SendOn(mine, Move, PatchCodes.Standard, Me).Refusal?.Code);
        Assert.Equal("patch-interest", PatchRules.SendBack(mine, new PatchMoveRequest("why", 9), Me).Refusal?.Code);
        Assert.False(ReviewRules.Narrow(new PatchAllowed(true, false, true, true, true), mine) is { Judge: true } or { SendOn: true } or { SendBack: true });
    }

    [Fact]
    public void Interests_say_in_what_and_why()
    {
        var today = new DateOnly(2026, 11, 23);
        var wish = new InterestWish(null, "party", " 李某 ", "brother", null, null);

        Assert.Equal(("李某", today), InterestRules.Declare(wish, isKnownArea: false, today).Fact is { } fact ? (fact.Value!, fact.ValidFrom!.Value) : default);
        Assert.Equal("kind", InterestRules.Declare(wish with { Kind = "dog" }, false, today).Refusal?.Parameter);
        Assert.Equal("value", InterestRules.Declare(wish with { Kind = "area" }, false, today).Refusal?.Parameter);
        Assert.Equal("reason", InterestRules.Declare(wish with { Reason = " " }, false, today).Refusal?.Parameter);
        Assert.Equal("validTo", InterestRules.Declare(wish with { ValidTo = today.AddDays(-1) }, false, today).Refusal?.Parameter);
    }

    [Fact]
    public void Settings_keep_to_what_they_mean()
    {
        string[] states = ["assigned"];
        static ReviewSettingsWish Rate(double rate) => new([new SecondRate("lawful", rate)], null, null);
        static ReviewSettingsWish Term(string unit, int? days) => new(null, [new PatchTerm("assigned", unit, days)], null);

        Assert.NotNull(ReviewSettingsRules.Set(Rate(0.2), states).Fact);
        Assert.All(new[] { -0.1, 1.1, double.NaN }, rate => Assert.Equal("rates", ReviewSettingsRules.Set(Rate(rate), states).Refusal?.Parameter));
        Assert.NotNull(ReviewSettingsRules.Set(Term("month_end", null), states).Fact);
        Assert.All(new[] { Term("working_days", null), Term("working_days", 0), Term("month_end", 3), Term("weeks", 3) }, wish => Assert.Equal("terms", ReviewSettingsRules.Set(wish, states).Refusal?.Parameter));
        Assert.Equal("calendar", ReviewSettingsRules.Set(new(null, null, [new(new(2027, 1, 1), false, null), new(new(2027, 1, 1), true, null)]), states).Refusal?.Parameter);
    }
}
