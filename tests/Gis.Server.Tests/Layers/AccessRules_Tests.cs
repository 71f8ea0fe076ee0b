using Gis.Server.Layers;
using Xunit;

namespace Gis.Server.Tests.Layers;

public sealed class AccessRules_Tests
{
    private const long Asker = 7;
    private const long Owner = 8;

    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessWish Wish = new("parcels", "130102", " to plan roads ", 30);
    private static readonly AccessRequestStanding Open = new(1, Asker, "parcels", "130102", 30, "asked", Grant: null);
    private static readonly GrantAccessRequest AsAsked = new();

    [Fact]
    public void Wish_is_taken_with_its_reason_tidied()
    {
        var result = AccessRules.Ask(Wish, areaExists: true, []);

        Assert.Equal(Wish with { Reason = "to plan roads" }, result.Fact);
    }

    [Theory]
    [InlineData("", 30, true, "reason")]
    [InlineData("  ", 30, true, "reason")]
    [InlineData("why", 0, true, "days")]
    [InlineData("why", 1827, true, "days")]
    [InlineData("why", 30, false, "areaCode")]
    public void Wish_that_lacks_something_is_refused(string reason, int days, bool areaExists, string parameter)
    {
        var result = AccessRules.Ask(Wish with { Reason = reason, Days = days }, areaExists, []);

        Assert.Equal(parameter, result.Refusal?.Parameter);
    }

    [Fact]
    public void Reason_has_an_end() => Assert.Equal("reason", AccessRules.Ask(Wish with { Reason = new string('x', 1001) }, areaExists: true, []).Refusal?.Parameter);

    [Theory]
    [InlineData("asked", "access-already-asked")]
    [InlineData("granted", "access-already-granted")]
    [InlineData("refused", null)]
    [InlineData("ended", null)]
    [InlineData("revoked", null)]
    public void Same_layer_and_area_are_asked_for_once_at_a_time(string state, string? refusal)
    {
        var result = AccessRules.Ask(Wish, areaExists: true, [Open with { State = state }]);

        Assert.Equal(refusal, result.Refusal?.Code);
    }

    [Fact]
    public void Other_area_may_be_asked_for_beside() => Assert.NotNull(AccessRules.Ask(Wish, areaExists: true, [Open with { AreaCode = "130202" }]).Fact);

    [Fact]
    public void Who_has_twenty_open_requests_waits()
    {
        var earlier = Enumerable.Range(0, AccessRules.MostOpen).Select(n => Open with { Id = n, Layer = $"layer_{n}" }).ToList();

        Assert.Equal("access-too-many", AccessRules.Ask(Wish, areaExists: true, earlier).Refusal?.Code);
    }

    [Fact]
    public void Grant_is_as_asked_where_nothing_else_is_said()
    {
        var result = AccessRules.Grant(Open, Owner, AsAsked, isWithin: true, Noon);

        Assert.Equal(new AccessDecision("granted", null, "130102", Noon.AddDays(30)), result.Fact);
    }

    [Fact]
    public void Grant_may_be_narrower_and_shorter()
    {
        var result = AccessRules.Grant(Open with { AreaCode = "130100" }, Owner, new GrantAccessRequest("130102", 5, " for now "), isWithin: true, Noon);

        Assert.Equal(new AccessDecision("granted", "for now", "130102", Noon.AddDays(5)), result.Fact);
    }

    [Fact]
    public void Grant_never_reaches_beyond_what_was_asked_for() =>
        Assert.Equal("areaCode", AccessRules.Grant(Open, Owner, new GrantAccessRequest("130000"), isWithin: false, Noon).Refusal?.Parameter);

    [Fact]
    public void Nobody_answers_a_request_of_his_own()
    {
        Assert.Equal("access-own-request", AccessRules.Grant(Open, Asker, AsAsked, isWithin: true, Noon).Refusal?.Code);
        Assert.Equal("access-own-request", AccessRules.Refuse(Open, Asker, "no").Refusal?.Code);
    }

    [Theory]
    [InlineData("granted")]
    [InlineData("refused")]
    [InlineData("revoked")]
    [InlineData("withdrawn")]
    [InlineData("ended")]
    public void Answered_request_is_answered_once(string state)
    {
        var request = Open with { State = state };

        Assert.Equal("access-decided", AccessRules.Grant(request, Owner, AsAsked, isWithin: true, Noon).Refusal?.Code);
        Assert.Equal("access-decided", AccessRules.Refuse(request, Owner, "no").Refusal?.Code);
        Assert.Equal("access-decided", AccessRules.Withdraw(request).Refusal?.Code);
    }

    [Fact]
    public void No_needs_a_reason()
    {
        Assert.Equal("text", AccessRules.Refuse(Open, Owner, " ").Refusal?.Parameter);
        Assert.Equal("text", AccessRules.Revoke(Open with { State = "granted" }, null).Refusal?.Parameter);
        Assert.Equal("text", AccessRules.Refuse(Open, Owner, new string('x', 1001)).Refusal?.Parameter);
        Assert.Equal(new AccessDecision("refused", "not public"), AccessRules.Refuse(Open, Owner, "not public").Fact);
    }

    [Theory]
    [InlineData("asked")]
    [InlineData("ended")]
    [InlineData("revoked")]
    public void Only_a_grant_in_force_can_be_revoked(string state) => Assert.Equal("access-not-granted", AccessRules.Revoke(Open with { State = state }, "why").Refusal?.Code);
}
