using Gis.Server.Alarms;
using Xunit;

namespace Gis.Server.Tests.Alarms;

public sealed class AlarmRules_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly AlarmStanding Open = new(1, "130102", History: false, null, null, null, null, null);

    [Fact]
    public void An_open_alarm_is_acknowledged() => Assert.Equal("acknowledge", AlarmRules.Acknowledge(Open, "On my way").Fact?.Action);

    [Fact]
    public void A_second_acknowledgement_is_told_who_was_first_and_when()
    {
        var refusal = AlarmRules.Acknowledge(Open with { AcknowledgedAt = Noon, AcknowledgedBy = "李工" }, null).Refusal!;

        Assert.Equal("alarm-already-acknowledged", refusal.Code);
        Assert.Contains("李工", refusal.En, StringComparison.Ordinal);
        Assert.Contains("2026-11-22 04:00:00", refusal.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8 * 24)]
    public void A_shelf_ends_within_a_week(int hours) =>
        Assert.Equal("until", AlarmRules.Shelve(Open, Noon.AddHours(hours), Noon).Refusal?.Parameter);

    [Fact]
    public void A_cleared_alarm_is_not_shelved() =>
        Assert.Equal("alarm-cleared", AlarmRules.Shelve(Open with { ClearedAt = Noon }, Noon.AddHours(1), Noon).Refusal?.Code);

    [Fact]
    public void Only_a_shelved_alarm_is_taken_off_the_shelf()
    {
        Assert.Equal("alarm-not-shelved", AlarmRules.Unshelve(Open with { ShelvedUntil = Noon }, Noon).Refusal?.Code);
        Assert.Equal("unshelve", AlarmRules.Unshelve(Open with { ShelvedUntil = Noon.AddHours(1) }, Noon).Fact?.Action);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Marking_an_alarm_false_needs_a_ground(string? text) =>
        Assert.Equal("text", AlarmRules.MarkFalse(Open, text).Refusal?.Parameter);

    [Fact]
    public void An_alarm_is_marked_false_once() =>
        Assert.Equal("alarm-already-false", AlarmRules.MarkFalse(Open with { FalseAt = Noon }, "again").Refusal?.Code);

    [Fact]
    public void A_text_without_end_is_refused() => Assert.Equal("text", AlarmRules.Comment(new string('x', 1001)).Refusal?.Parameter);
}
