using Gis.Server.Incidents;
using Xunit;

namespace Gis.Server.Tests.Incidents;

public sealed class IncidentRules_Tests
{
    private static readonly IncidentStanding Open = new(1, "HB-20261122-001", "130102", Grade: null, "open", []);
    private static readonly IncidentStanding Closed = Open with { State = "closed" };

    [Fact]
    public void A_grade_is_noted_with_the_one_before_and_its_ground()
    {
        var fact = IncidentRules.Grade(Open with { Grade = 4 }, 2, "  Reservoir at risk ").Fact!;

        Assert.Equal("graded", fact.Kind);
        Assert.Equal(2, fact.Details["grade"]);
        Assert.Equal(4, fact.Details["before"]);
        Assert.Equal("Reservoir at risk", fact.Details["ground"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void There_are_four_grades(int grade) => Assert.Equal("grade", IncidentRules.Grade(Open, grade, "why").Refusal?.Parameter);

    [Fact]
    public void A_grade_needs_a_ground() => Assert.Equal("ground", IncidentRules.Grade(Open, 1, " ").Refusal?.Parameter);

    [Fact]
    public void An_incident_with_active_orders_is_not_closed_and_says_which()
    {
        var refusal = IncidentRules.Close(Open with { ActiveOrders = ["HB-20261122-001-02"] }, "Done").Refusal!;

        Assert.Equal("orders-active", refusal.Code);
        Assert.Contains("HB-20261122-001-02", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_incident_is_only_reopened()
    {
        Assert.Equal("incident-closed", IncidentRules.Close(Closed, "again").Refusal?.Code);
        Assert.Equal("incident-closed", IncidentRules.Grade(Closed, 1, "why").Refusal?.Code);
        Assert.Equal("incident-closed", IncidentRules.UnderControl(Closed, null).Refusal?.Code);
        Assert.Equal("reopened", IncidentRules.Reopen(Closed, "Foam again").Fact?.Kind);
        Assert.Equal("incident-open", IncidentRules.Reopen(Open, "why").Refusal?.Code);
    }

    [Fact]
    public void Numbers_count_within_the_day_of_Beijing()
    {
        var lateEvening = new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.Zero);
        var stem = IncidentNumber.Stem("HB", IncidentNumber.DayOf(lateEvening));

        Assert.Equal("HB-20261122-", stem);
        Assert.Equal("HB-20261122-001", IncidentNumber.Next(stem, null));
        Assert.Equal("HB-20261122-010", IncidentNumber.Next(stem, "HB-20261122-009"));
        Assert.Equal("HB-20261122-1000", IncidentNumber.Next(stem, "HB-20261122-999"));
    }
}
