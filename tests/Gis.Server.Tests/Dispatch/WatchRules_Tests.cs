using Gis.Server.Dispatch;
using Xunit;

namespace Gis.Server.Tests.Dispatch;

public sealed class WatchRules_Tests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly WatchedOrder Unanswered = new(1, "o-1", 7, OrderState.Sent, Sent, DueAt: null, WasRealerted: false, WasNextOffered: false);

    [Theory]
    [InlineData(59, nameof(WatchStep.Nothing))]
    [InlineData(60, nameof(WatchStep.Realert))]
    public void Silence_for_a_minute_is_alerted_again(int afterS, string expected) =>
        Assert.Equal(expected, WatchRules.Next(Unanswered, Sent.AddSeconds(afterS)).ToString());

    [Theory]
    [InlineData(119, nameof(WatchStep.Nothing))]
    [InlineData(120, nameof(WatchStep.OfferNextUnit))]
    public void Silence_for_two_minutes_offers_the_next_unit(int afterS, string expected) =>
        Assert.Equal(expected, WatchRules.Next(Unanswered with { WasRealerted = true }, Sent.AddSeconds(afterS)).ToString());

    [Fact]
    public void Nothing_is_said_twice() =>
        Assert.Equal(WatchStep.Nothing, WatchRules.Next(Unanswered with { WasRealerted = true, WasNextOffered = true }, Sent.AddHours(1)));

    [Fact]
    public void An_answer_ends_the_waiting() =>
        Assert.Equal(WatchStep.Nothing, WatchRules.Next(Unanswered with { State = OrderState.Acknowledged }, Sent.AddHours(1)));

    [Fact]
    public void A_refusal_offers_the_next_unit_at_once() =>
        Assert.Equal(WatchStep.OfferNextUnit, WatchRules.Next(Unanswered with { State = OrderState.Refused }, Sent.AddSeconds(1)));

    [Fact]
    public void An_order_that_nobody_took_expires_when_due() =>
        Assert.Equal(WatchStep.Expire, WatchRules.Next(Unanswered with { DueAt = Sent.AddSeconds(30) }, Sent.AddSeconds(30)));

    [Fact]
    public void An_order_under_way_is_late_but_does_not_expire() =>
        Assert.Equal(WatchStep.Nothing, WatchRules.Next(Unanswered with { State = OrderState.EnRoute, DueAt = Sent }, Sent.AddHours(1)));

    [Fact]
    public void An_order_that_was_never_sent_is_not_alerted_again() =>
        Assert.Equal(WatchStep.Nothing, WatchRules.Next(Unanswered with { State = OrderState.Issued, SentAt = null }, Sent.AddHours(1)));
}
