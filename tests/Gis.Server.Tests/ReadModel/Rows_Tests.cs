using Gis.Server.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.ReadModel;

/// <summary>Rows say what stands now, for the areas and filters asked for.</summary>
public sealed class Rows_Tests : StoreTest
{
    [Fact]
    public async Task Thing_shows_its_worst_live_alarm_and_when_it_spoke()
    {
        var thing = await Store.AddThingAsync("a", StoreSeed.ChangAn);
        var stream = await Store.AddDatastreamAsync(thing);
        var heard = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        await Store.HearAsync(stream, heard, 80);
        await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "yellow");
        await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "orange", "leak");
        await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "red", "burst", history: true);

        var row = Assert.Single(await ThingsAsync(new ThingFilter()));

        Assert.Equal(("orange", heard, 300), (row.Severity, row.LastAt!.Value, row.IntervalS!.Value));
    }

    [Fact]
    public async Task Shelved_and_cleared_alarms_do_not_colour_a_thing()
    {
        var thing = await Store.AddThingAsync("a", StoreSeed.ChangAn);
        var person = await Store.AddPersonAsync("wei");
        var shelved = await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "red");
        var cleared = await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "red", "leak");
        await Store.ActAsync(shelved, "shelve", person, DateTimeOffset.UtcNow.AddHours(1));
        await Store.ChangeAlarmAsync(cleared, "cleared");

        var row = Assert.Single(await ThingsAsync(new ThingFilter()));

        Assert.Null(row.Severity);
    }

    [Fact]
    public async Task Expired_shelf_colours_the_thing_again()
    {
        var thing = await Store.AddThingAsync("a", StoreSeed.ChangAn);
        var shelved = await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "red");
        await Store.ActAsync(shelved, "shelve", await Store.AddPersonAsync("wei"), DateTimeOffset.UtcNow.AddSeconds(-1));

        Assert.Equal("red", Assert.Single(await ThingsAsync(new ThingFilter())).Severity);
    }

    [Fact]
    public async Task Roots_leave_out_what_lies_elsewhere()
    {
        var inside = await Store.AddThingAsync("in", StoreSeed.ChangAn);
        var outside = await Store.AddThingAsync("out", StoreSeed.Tangshan);
        var alarm = await Store.RaiseAlarmAsync(inside, StoreSeed.ChangAn);
        await Store.RaiseAlarmAsync(outside, StoreSeed.Tangshan);
        var unit = await Store.AddUnitAsync("u-in", StoreSeed.ChangAn);
        await Store.AddUnitAsync("u-out", StoreSeed.Tangshan);
        var person = await Store.AddPersonAsync("wei");
        var incident = await Store.AddIncidentAsync("HB-1", StoreSeed.ChangAn, person);
        await Store.AddIncidentAsync("HB-2", StoreSeed.Tangshan, person);
        string[] roots = [StoreSeed.Shijiazhuang];

        Assert.Equal([inside], (await ThingsAsync(new ThingFilter(roots))).Select(row => row.Id));
        Assert.Equal([alarm], (await AlarmsAsync(new AlarmFilter(roots))).Select(row => row.Id));
        Assert.Equal([unit], (await UnitRows.ReadAsync(Connection, new UnitFilter(roots), default)).Select(row => row.Id));
        Assert.Equal([incident], (await IncidentsAsync(new IncidentFilter(roots))).Select(row => row.Id));
    }

    [Fact]
    public async Task No_roots_at_all_show_nothing()
    {
        await Store.AddThingAsync("a", StoreSeed.ChangAn);

        Assert.Empty(await ThingsAsync(new ThingFilter(Roots: [])));
    }

    [Fact]
    public async Task Things_are_found_by_part_of_a_name_or_alias_without_wildcards()
    {
        var named = await Store.AddThingAsync("第一污水处理厂", StoreSeed.ChangAn);
        var aliased = await Store.AddThingAsync("b", StoreSeed.ChangAn);
        await Store.ExecuteAsync("INSERT INTO thing_alias VALUES ('mn', '88888880000001', $1)", aliased);

        Assert.Equal([named], (await ThingsAsync(new ThingFilter(Text: "污水"))).Select(row => row.Id));
        Assert.Equal([aliased], (await ThingsAsync(new ThingFilter(Text: "000001"))).Select(row => row.Id));
        Assert.Empty(await ThingsAsync(new ThingFilter(Text: "%")));
    }

    [Fact]
    public async Task Alarm_row_tells_who_acknowledged_until_it_escalates()
    {
        var thing = await Store.AddThingAsync("a", StoreSeed.ChangAn);
        var alarm = await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "yellow");
        await Store.ActAsync(alarm, "acknowledge", await Store.AddPersonAsync("wei"));
        var acknowledged = Assert.Single(await AlarmsAsync(new AlarmFilter()));
        await Store.ChangeAlarmAsync(alarm, "updated", "red", escalated: true);

        var escalated = Assert.Single(await AlarmsAsync(new AlarmFilter()));

        Assert.Equal(("wei", 3600, 40.0), (acknowledged.AcknowledgedBy, acknowledged.PeriodS, acknowledged.Limit));
        Assert.Equal(("red", (string?)null), (escalated.Severity, escalated.AcknowledgedBy));
    }

    [Fact]
    public async Task Alarms_are_filtered_by_state_severity_and_thing_and_paged_newest_first()
    {
        var thing = await Store.AddThingAsync("a", StoreSeed.ChangAn);
        var other = await Store.AddThingAsync("b", StoreSeed.ChangAn);
        var first = await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "yellow");
        var second = await Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "red", "leak");
        var third = await Store.RaiseAlarmAsync(other, StoreSeed.ChangAn, "red");
        await Store.ChangeAlarmAsync(first, "cleared");

        Assert.Equal([third, second], (await AlarmsAsync(new AlarmFilter(Open: true))).Select(row => row.Id));
        Assert.Equal([first], (await AlarmsAsync(new AlarmFilter(Open: false))).Select(row => row.Id));
        Assert.Equal([second], (await AlarmsAsync(new AlarmFilter(Severities: ["red"], ThingId: thing))).Select(row => row.Id));
        Assert.Equal([third, second], (await AlarmsAsync(new AlarmFilter(Limit: 2))).Select(row => row.Id));
        Assert.Equal([first], (await AlarmsAsync(new AlarmFilter(After: second))).Select(row => row.Id));
    }

    [Fact]
    public async Task Incident_row_tells_grade_state_and_when_the_report_is_due()
    {
        var incident = await Store.AddIncidentAsync("HB-1", StoreSeed.ChangAn, await Store.AddPersonAsync("wei"));
        await Store.TellAsync(incident, "reported");
        await Store.TellAsync(incident, "graded", """{"grade": 2, "ground": "x"}""");
        var graded = Assert.Single(await IncidentsAsync(new IncidentFilter(Closed: false)));
        await Store.TellAsync(incident, "closed");

        var closed = Assert.Single(await IncidentsAsync(new IncidentFilter(Closed: false, ClosedSince: DateTimeOffset.UtcNow.AddDays(-1))));

        Assert.Equal((2, "open", graded.ReportedAt.AddHours(2)), (graded.Grade, graded.State, graded.ReportDueAt));
        Assert.Equal(("closed", (DateTimeOffset?)null), (closed.State, closed.ReportDueAt));
        Assert.Empty(await IncidentsAsync(new IncidentFilter(Closed: false)));
        Assert.Empty(await IncidentsAsync(new IncidentFilter(Closed: false, ClosedSince: DateTimeOffset.UtcNow.AddMinutes(1))));
    }

    private Task<IReadOnlyList<ThingRow>> ThingsAsync(ThingFilter filter) => ThingRows.ReadAsync(Connection, filter, default);

    private Task<IReadOnlyList<AlarmRow>> AlarmsAsync(AlarmFilter filter) => AlarmRows.ReadAsync(Connection, filter, default);

    private Task<IReadOnlyList<IncidentRow>> IncidentsAsync(IncidentFilter filter) => IncidentRows.ReadAsync(Connection, filter, default);
}
