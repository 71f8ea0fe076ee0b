using Gis.Server.Dispatch;
using Gis.Server.Dispatch.Roads;
using Xunit;

namespace Gis.Server.Tests.Dispatch;

public sealed class OrderRules_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly IncidentForOrder Spill = new(7, "HB-20261122-001", "water_pollution", "130102", new LonLat(114.5, 38), IsClosed: false, "real");
    private static readonly UnitForOrder Free =
        new(3, "mon-3", "环监-3", "环监三号", "Monitoring 3", "monitoring", "130102", [], UnitState.Available, new LonLat(114.6, 38), Noon, HeldBy: null);

    [Fact]
    public void A_free_unit_gets_its_order()
    {
        var result = OrderRules.Issue(Wish(), Spill, Free, Noon);

        Assert.NotNull(result.Fact);
        Assert.Null(result.Refusal);
    }

    [Fact]
    public void An_assigned_unit_is_refused_and_its_holder_named()
    {
        var busy = Free with { HeldBy = new OrderHolder(12, "HB-20261122-002-01", 8, "HB-20261122-002", "Wei") };

        var refusal = OrderRules.Issue(Wish(), Spill, busy, Noon).Refusal!;

        Assert.Equal("unit-assigned", refusal.Code);
        Assert.Contains("HB-20261122-002", refusal.En, StringComparison.Ordinal);
        Assert.Contains("Wei", refusal.Zh, StringComparison.Ordinal);
        Assert.Equal(8L, refusal.Facts["incidentId"]);
    }

    [Fact]
    public void A_closed_incident_takes_no_orders() =>
        Assert.Equal("incident-closed", OrderRules.Issue(Wish(), Spill with { IsClosed = true }, Free, Noon).Refusal?.Code);

    [Fact]
    public void A_unit_off_duty_is_refused() =>
        Assert.Equal("unit-off-duty", OrderRules.Issue(Wish(), Spill, Free with { State = UnitState.OffDuty }, Noon).Refusal?.Code);

    [Fact]
    public void A_due_moment_in_the_past_is_refused() =>
        Assert.Equal("dueAt", OrderRules.Issue(Wish() with { DueAt = Noon }, Spill, Free, Noon).Refusal?.Parameter);

    [Theory]
    [InlineData("sent", "acknowledged", false, false)]
    [InlineData("issued", "on_scene", false, false)]       // it skipped what came between: it is there all the same
    [InlineData("en_route", "done", false, true)]
    [InlineData("acknowledged", "refused", false, true)]
    [InlineData("on_scene", "en_route", true, false)]      // late
    [InlineData("acknowledged", "acknowledged", true, false)]
    [InlineData("acknowledged", "sent", true, false)]      // the answer overtook our own note
    [InlineData("cancelled", "acknowledged", true, false)]
    [InlineData("done", "failed", true, false)]
    public void A_report_moves_forward_or_is_marked(string current, string said, bool outOfOrder, bool frees) =>
        Assert.Equal(new OrderStateTaken(said, outOfOrder, frees), OrderRules.Take(current, said));

    [Fact]
    public void A_commander_may_not_move_an_order_back() =>
        Assert.Equal("order-state", OrderRules.Record("o-1", "on_scene", "en_route").Refusal?.Code);

    [Fact]
    public void A_state_nobody_reports_is_refused() => Assert.Equal("state", OrderRules.Record("o-1", "sent", "cancelled").Refusal?.Parameter);

    [Fact]
    public void An_ended_order_cannot_be_cancelled() => Assert.Equal("order-ended", OrderRules.Cancel("o-1", "done").Refusal?.Code);

    [Theory]
    [InlineData("en_route", "cancelled")]
    [InlineData("on_scene", "done")]
    public void Standing_down_ends_the_order(string current, string ended)
    {
        var taken = OrderRules.StandDown(current);

        Assert.Equal(ended, taken.State);
        Assert.True(taken.FreesUnit);
    }

    private static OrderWish Wish() => new(Free.Id, "monitor", "Sample upstream and downstream", DueAt: null);
}
