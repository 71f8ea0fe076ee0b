using System.Net;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Alarms;

public sealed class Alarms_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    [Fact]
    public async Task The_second_to_acknowledge_is_told_who_was_first()
    {
        var alarm = await RaiseAsync();
        var first = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);
        var second = await system.PersonAsync("commander", StoreSeed.Shijiazhuang);

        var taken = await first.Program.JsonAsync("POST", $"api/alarms/{alarm}/acknowledge", new { comment = "On my way" });
        using var refused = await second.Program.SendAsync("POST", $"api/alarms/{alarm}/acknowledge");

        Assert.Equal(first.Name, taken.GetProperty("acknowledgedBy").GetString());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(first.Name, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(first.Account, await system.Store.ScalarAsync<long>(
            "SELECT account_id FROM audit_entry WHERE action = 'alarm.acknowledge' AND entity_id = $1", $"{alarm}"));
        Assert.True(await system.Store.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM live_event WHERE kind = 'alarm' AND $1 = ANY (ids))", alarm));
    }

    [Fact]
    public async Task Of_many_who_acknowledge_at_once_one_wins()
    {
        var alarm = await RaiseAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => system.PersonAsync("inspector", StoreSeed.Shijiazhuang)));

        var answers = await Task.WhenAll(people.Select(person => person.Program.StatusAsync("POST", $"api/alarms/{alarm}/acknowledge")));

        Assert.Equal(1, answers.Count(answer => answer == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(answer => answer == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_worse_alarm_is_acknowledged_again()
    {
        var alarm = await RaiseAsync();
        var inspector = (await system.PersonAsync("inspector", StoreSeed.Shijiazhuang)).Program;
        await inspector.JsonAsync("POST", $"api/alarms/{alarm}/acknowledge");

        await system.Store.ChangeAlarmAsync(alarm, "updated", "red", escalated: true);

        Assert.Equal(HttpStatusCode.OK, await inspector.StatusAsync("POST", $"api/alarms/{alarm}/acknowledge"));
    }

    [Fact]
    public async Task Why_names_the_rule_where_a_kind_has_several()
    {
        var thing = await system.Store.AddThingAsync("why-2", StoreSeed.ChangAn);
        var alarm = await system.Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn);
        await system.Store.ExecuteAsync(
            "UPDATE alarm_event SET kind = 'leak', details = jsonb_build_object('rule', 'leak_district') WHERE alarm_id = $1", alarm);
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;

        var rule = (await inspector.JsonAsync("GET", $"api/alarms/{alarm}/why")).GetProperty("rule");

        Assert.Equal("leak_district", rule.GetProperty("code").GetString());
        Assert.Equal(
            ["baseline_nights", "least_nights", "least_rise_l_per_h", "mads", "mean_share", "nights"],
            rule.GetProperty("figures").EnumerateObject().Select(figure => figure.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Why_names_the_limit_its_source_the_value_and_the_rule()
    {
        var thing = await system.Store.AddThingAsync("why-1", StoreSeed.ChangAn);
        var stream = await system.Store.AddDatastreamAsync(thing, "w01018", 3600);
        var limit = await system.Store.ScalarAsync<long>(
            """
            INSERT INTO permit_limit (thing_id, property, period_s, upper_limit, unit, source, valid_from)
            VALUES ($1, 'w01018', 3600, 40, 'mg/L', 'GB 18918-2002 一级A', '2020-01-01Z') RETURNING id
            """, thing);
        await system.Store.ExecuteAsync(
            "INSERT INTO period_value (datastream_id, phenomenon_time, avg, flag, quality, received_at) VALUES ($1, '2026-01-05T08:00:00Z', 80, 'N', 0, now())", stream);
        var alarm = await system.Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn);
        await system.Store.ExecuteAsync("UPDATE alarm_event SET permit_limit_id = $2, datastream_id = $3 WHERE alarm_id = $1", alarm, limit, stream);
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;
        await inspector.JsonAsync("POST", $"api/alarms/{alarm}/comment", new { text = "Called the plant" });

        var why = await inspector.JsonAsync("GET", $"api/alarms/{alarm}/why");

        Assert.Equal("GB 18918-2002 一级A", why.GetProperty("limit").GetProperty("source").GetString());
        Assert.Equal(80, why.GetProperty("value").GetProperty("value").GetDouble());
        Assert.Equal("N", why.GetProperty("value").GetProperty("flag").GetString());
        Assert.Equal("over_limit", why.GetProperty("rule").GetProperty("code").GetString());
        Assert.Equal(2, why.GetProperty("rule").GetProperty("figures").GetProperty("orange_ratio").GetDouble());
        Assert.Equal("raised", why.GetProperty("events")[0].GetProperty("change").GetString());
        Assert.Equal("Called the plant", why.GetProperty("actions")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_alarm_is_shelved_taken_back_and_marked_false()
    {
        var alarm = await RaiseAsync();
        var inspector = (await system.PersonAsync("inspector", StoreSeed.Shijiazhuang)).Program;

        var shelved = await inspector.JsonAsync("POST", $"api/alarms/{alarm}/shelve", new { until = DateTimeOffset.UtcNow.AddHours(2) });
        var unshelved = await inspector.JsonAsync("POST", $"api/alarms/{alarm}/unshelve");
        var marked = await inspector.JsonAsync("POST", $"api/alarms/{alarm}/mark-false", new { text = "Probe was cleaned" });

        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, shelved.GetProperty("shelvedUntil").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, unshelved.GetProperty("shelvedUntil").ValueKind);
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, marked.GetProperty("falseAt").ValueKind);
        Assert.Equal((HttpStatusCode.Conflict, "alarm-not-shelved"), await inspector.ProblemAsync("POST", $"api/alarms/{alarm}/unshelve"));
    }

    [Fact]
    public async Task An_alarm_is_assigned_only_to_somebody_of_its_area()
    {
        var alarm = await RaiseAsync();
        var inspector = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);
        var stranger = await system.PersonAsync("inspector", StoreSeed.Tangshan);

        var assigned = await inspector.Program.JsonAsync("POST", $"api/alarms/{alarm}/assign", new { account = inspector.Account });

        Assert.Equal(inspector.Name, assigned.GetProperty("assignee").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, await inspector.Program.StatusAsync("POST", $"api/alarms/{alarm}/assign", new { account = stranger.Account }));
    }

    [Fact]
    public async Task Officers_read_and_others_do_not_even_learn_that_there_is_an_alarm()
    {
        var alarm = await RaiseAsync();
        var officer = (await system.PersonAsync("officer", StoreSeed.Shijiazhuang)).Program;
        var stranger = (await system.PersonAsync("inspector", StoreSeed.Tangshan)).Program;

        Assert.Equal(HttpStatusCode.OK, await officer.StatusAsync("GET", $"api/alarms/{alarm}/why"));
        Assert.Equal(HttpStatusCode.Forbidden, await officer.StatusAsync("POST", $"api/alarms/{alarm}/acknowledge"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync("GET", $"api/alarms/{alarm}/why"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync("POST", $"api/alarms/{alarm}/acknowledge"));
        Assert.Equal(0, (await stranger.JsonAsync("GET", "api/alarms?state=all")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task History_is_found_among_all_but_is_never_open()
    {
        var thing = await system.Store.AddThingAsync("history-1", "130502");
        await system.Store.RaiseAlarmAsync(thing, "130502", history: true);
        var officer = (await system.PersonAsync("officer", "130502")).Program;

        Assert.Equal(0, (await officer.JsonAsync("GET", "api/alarms")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await officer.JsonAsync("GET", "api/alarms?state=all")).GetProperty("items").GetArrayLength());
    }

    private async Task<long> RaiseAsync() =>
        await system.Store.RaiseAlarmAsync(await system.Store.AddThingAsync("alarm-thing", StoreSeed.ChangAn), StoreSeed.ChangAn);
}
