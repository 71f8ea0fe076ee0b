using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Incidents;

public sealed class Incidents_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    [Fact]
    public async Task An_inspector_makes_an_incident_from_an_alarm_once()
    {
        var thing = await system.Store.AddThingAsync("spill-1", StoreSeed.ChangAn);
        var alarm = await system.Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn);
        var inspector = (await system.PersonAsync("inspector", StoreSeed.Shijiazhuang)).Program;

        var incident = await inspector.JsonAsync("POST", "api/incidents", new { alarmId = alarm });
        using var again = await inspector.SendAsync("POST", "api/incidents", new { alarmId = alarm });

        var problem = JsonDocument.Parse(await again.Content.ReadAsStringAsync()).RootElement;
        Assert.Matches("^HB-[0-9]{8}-[0-9]{3}$", incident.GetProperty("code").GetString());
        Assert.Equal(("water_pollution", StoreSeed.ChangAn, "alarm"), (incident.GetProperty("typeCode").GetString(), incident.GetProperty("areaCode").GetString(), incident.GetProperty("source").GetString()));
        Assert.Equal(114.5, incident.GetProperty("lon").GetDouble());
        Assert.Equal((HttpStatusCode.Conflict, "urn:gis:incident-exists"), (again.StatusCode, problem.GetProperty("type").GetString()));
        Assert.Equal(incident.GetProperty("id").GetInt64(), problem.GetProperty("incidentId").GetInt64());
        var seen = (await inspector.JsonAsync("GET", $"api/alarms?thing={thing}")).GetProperty("items")[0];
        Assert.Equal(incident.GetProperty("id").GetInt64(), seen.GetProperty("incidentId").GetInt64());
    }

    [Fact]
    public async Task An_incident_without_a_title_tells_what_both_languages_need_to_name_it()
    {
        var thing = await system.Store.AddThingAsync("spill-2", StoreSeed.ChangAn);
        await system.Store.ExecuteAsync("UPDATE thing SET name_zh = '污水总排口', name_en = 'Main outfall' WHERE id = $1", thing);
        var alarm = await system.Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn);
        var commander = (await system.PersonAsync("commander", StoreSeed.Shijiazhuang)).Program;

        var made = await commander.JsonAsync("POST", "api/incidents", new { alarmId = alarm });

        var card = await commander.JsonAsync("GET", $"api/incidents/{made.GetProperty("id").GetInt64()}");
        var listed = (await commander.JsonAsync("GET", $"api/things/{thing}")).GetProperty("incidents")[0];
        Assert.All([made, card, listed], incident =>
        {
            Assert.Equal(JsonValueKind.Null, incident.GetProperty("title").ValueKind);
            Assert.Equal(
                (thing, "污水总排口", "Main outfall"),
                (incident.GetProperty("thingId").GetInt64(), incident.GetProperty("thingNameZh").GetString(), incident.GetProperty("thingNameEn").GetString()));
            Assert.Equal(
                ("over_limit", "w01018", "water_pollution"),
                (incident.GetProperty("alarmKind").GetString(), incident.GetProperty("alarmProperty").GetString(), incident.GetProperty("typeCode").GetString()));
        });
    }

    [Fact]
    public async Task A_report_at_a_point_of_the_map_needs_no_title()
    {
        var commander = (await system.PersonAsync("commander", StoreSeed.Shijiazhuang)).Program;

        var made = await commander.JsonAsync("POST", "api/incidents", new { typeCode = "flood", lon = 114.5, lat = 38.0, areaCode = StoreSeed.ChangAn });

        Assert.Equal(JsonValueKind.Null, made.GetProperty("title").ValueKind);
        Assert.Equal(JsonValueKind.Null, made.GetProperty("thingId").ValueKind);
        Assert.Equal(("flood", StoreSeed.ChangAn), (made.GetProperty("typeCode").GetString(), made.GetProperty("areaCode").GetString()));
    }

    public static TheoryData<string> UnusableTitles => new() { "", " \t ", new string('x', 201) };

    [Theory]
    [MemberData(nameof(UnusableTitles))]
    public async Task A_blank_or_endless_title_is_refused(string title)
    {
        var commander = (await system.PersonAsync("commander", StoreSeed.Shijiazhuang)).Program;
        var report = new { title, typeCode = "flood", lon = 114.5, lat = 38.0, areaCode = StoreSeed.ChangAn };

        using var refused = await commander.SendAsync("POST", "api/incidents", report);

        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((HttpStatusCode.BadRequest, "title"), (refused.StatusCode, problem.GetProperty("parameter").GetString()));
    }

    [Fact]
    public async Task Only_a_commander_reports_at_a_point_of_the_map_and_only_in_his_area()
    {
        await system.Store.AddThingAsync("neighbour", StoreSeed.ChangAn);
        var report = new { title = "Foam on the river", typeCode = "water_pollution", lon = 114.51, lat = 38.01 };

        Assert.Equal(HttpStatusCode.Forbidden, await (await system.PersonAsync("inspector", StoreSeed.Shijiazhuang)).Program.StatusAsync("POST", "api/incidents", report));
        Assert.Equal(HttpStatusCode.Forbidden, await (await system.PersonAsync("commander", StoreSeed.Tangshan)).Program.StatusAsync("POST", "api/incidents", report));
        var made = await (await system.PersonAsync("commander", StoreSeed.Shijiazhuang)).Program.JsonAsync("POST", "api/incidents", report);
        Assert.Equal(StoreSeed.ChangAn, made.GetProperty("areaCode").GetString());
    }

    [Fact]
    public async Task The_county_drawn_around_the_point_gives_the_area()
    {
        await system.Store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, edition)
            VALUES ('counties', '县', 'Counties', 'stored', 'polygon', '-', '-', '-', '-', 1);
            INSERT INTO layer_feature (layer, edition, id, code, geom)
            VALUES ('counties', 1, 1, '130402', ST_GeomFromText('POLYGON((114.4 36.5, 114.6 36.5, 114.6 36.7, 114.4 36.7, 114.4 36.5))', 4490))
            """);
        var commander = (await system.PersonAsync("commander", "130000")).Program;
        try
        {
            var made = await commander.JsonAsync("POST", "api/incidents", new { title = "Smoke", typeCode = "fire", lon = 114.5, lat = 36.6 });
            var swapped = await commander.ProblemAsync("POST", "api/incidents", new { title = "Smoke", typeCode = "fire", lon = 36.6, lat = 114.5 });

            Assert.Equal("130402", made.GetProperty("areaCode").GetString());
            Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), swapped);
        }
        finally
        {
            await system.Store.ExecuteAsync("DELETE FROM layer_feature WHERE layer = 'counties'; DELETE FROM layer_shown WHERE layer = 'counties'; DELETE FROM layer_record WHERE layer = 'counties'; DELETE FROM layer WHERE id = 'counties'");
        }
    }

    [Fact]
    public async Task Numbers_of_reports_made_at_once_never_collide()
    {
        var commander = (await system.PersonAsync("commander", StoreSeed.Shijiazhuang)).Program;

        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => commander.JsonAsync(
            "POST", "api/incidents", new { title = $"Report {i}", typeCode = "other", lon = 114.5, lat = 38.0, areaCode = StoreSeed.ChangAn })));

        Assert.Equal(16, made.Select(incident => incident.GetProperty("code").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task The_timeline_tells_all_from_report_to_reopening()
    {
        var commander = await system.PersonAsync("commander", StoreSeed.Shijiazhuang);
        var id = (await commander.Program.JsonAsync("POST", "api/incidents", new
        {
            title = "Leak",
            typeCode = "chemical_leak",
            lon = 114.5,
            lat = 38.0,
            areaCode = StoreSeed.ChangAn,
            note = "Caller smells ammonia",
        })).GetProperty("id").GetInt64();

        var graded = await commander.Program.JsonAsync("POST", $"api/incidents/{id}/grade", new { grade = 2, ground = "River downstream" });
        await commander.Program.JsonAsync("POST", $"api/incidents/{id}/under-control", new { text = "Valve shut" });
        var closed = await commander.Program.JsonAsync("POST", $"api/incidents/{id}/close", new { text = "No harm" });
        var late = await commander.Program.ProblemAsync("POST", $"api/incidents/{id}/grade", new { grade = 1, ground = "?" });
        await commander.Program.JsonAsync("POST", $"api/incidents/{id}/reopen", new { text = "Smell again" });

        var card = await commander.Program.JsonAsync("GET", $"api/incidents/{id}");
        var due = graded.GetProperty("reportDueAt").GetDateTimeOffset() - graded.GetProperty("reportedAt").GetDateTimeOffset();
        Assert.Equal(TimeSpan.FromHours(2), due);
        Assert.Equal(("closed", JsonValueKind.Null), (closed.GetProperty("state").GetString(), closed.GetProperty("reportDueAt").ValueKind));
        Assert.Equal((HttpStatusCode.Conflict, "incident-closed"), late);
        Assert.Equal("open", card.GetProperty("state").GetString());
        Assert.Equal(
            ["reported", "noted", "graded", "under_control", "closed", "reopened"],
            card.GetProperty("timeline").EnumerateArray().Select(item => item.GetProperty("kind").GetString()));
        Assert.All(card.GetProperty("timeline").EnumerateArray(), item => Assert.Equal(commander.Name, item.GetProperty("by").GetString()));
        Assert.Equal(5L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE entity = 'incident' AND entity_id = $1", $"{id}"));
    }

    [Fact]
    public async Task An_incident_of_another_area_is_not_found()
    {
        var commander = (await system.PersonAsync("commander", StoreSeed.Shijiazhuang)).Program;
        var id = (await commander.JsonAsync("POST", "api/incidents", new { title = "x", typeCode = "other", lon = 114.5, lat = 38.0, areaCode = StoreSeed.ChangAn }))
            .GetProperty("id").GetInt64();
        var stranger = (await system.PersonAsync("commander", StoreSeed.Tangshan)).Program;

        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync("GET", $"api/incidents/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync("POST", $"api/incidents/{id}/note", new { text = "x" }));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync("GET", $"api/incidents/{id}/recommendations"));
    }
}
