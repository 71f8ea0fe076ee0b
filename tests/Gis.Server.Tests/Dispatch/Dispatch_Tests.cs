using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Dispatch;

public sealed class Dispatch_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    [Fact]
    public async Task Units_are_recommended_by_road_time_lost_ones_marked_and_busy_ones_counted()
    {
        await system.Store.ExecuteAsync("UPDATE unit SET retired_at = now()");
        await system.Store.BuildRoadsAsync();
        var commander = await system.CommanderAsync();
        var near = await system.FieldUnitAsync(114.52, 38.0);
        var far = await system.FieldUnitAsync(114.3, 38.0, DateTimeOffset.UtcNow.AddMinutes(-20));
        var busy = await system.FieldUnitAsync(114.5, 38.0);
        await commander.SendAsync(await commander.ReportAsync(), busy.Id);

        var incident = await commander.ReportAsync();
        JsonElement found = default;
        await Eventually.TrueAsync(
            async () => (found = await commander.Program.JsonAsync("GET", $"api/incidents/{incident}/recommendations"))
                .GetProperty("items")[0].GetProperty("etaS").ValueKind == JsonValueKind.Number,
            "the roads are read again");

        var items = found.GetProperty("items");
        Assert.Equal([far.Id, near.Id], items.EnumerateArray().Select(item => item.GetProperty("unitId").GetInt64()));
        Assert.True(items[0].GetProperty("positionStale").GetBoolean());
        Assert.Contains("position-stale", items[0].GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(876, items[0].GetProperty("etaS").GetInt32());
        Assert.True(items[0].GetProperty("route").GetArrayLength() >= 2);
        Assert.Equal(1, found.GetProperty("busy").GetInt32());
    }

    [Fact]
    public async Task An_order_reaches_its_unit_and_is_sent_only_then()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var heard = await unit.ListenAsync(1);
        var incident = await commander.ReportAsync(114.51, 38.01);

        var order = await commander.SendAsync(incident, unit.Id, DateTimeOffset.UtcNow.AddHours(1));
        var message = Assert.Single(await heard);
        await commander.StateBecomesAsync(incident, order.GetProperty("id").GetInt64(), "sent");

        Assert.Equal("issued", order.GetProperty("state").GetString());
        Assert.Equal(order.GetProperty("code").GetString(), message.GetProperty("order").GetString());
        Assert.Equal(("monitor", "Sample at the bridge"), (message.GetProperty("kind").GetString(), message.GetProperty("text").GetString()));
        Assert.Equal((114.51, 38.01), (message.GetProperty("lon").GetDouble(), message.GetProperty("lat").GetDouble()));
        Assert.True(message.GetProperty("due").GetDateTimeOffset() > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Of_two_commanders_at_once_one_wins_and_the_other_is_told_who_has_the_unit()
    {
        var (first, second) = (await system.CommanderAsync(), await system.CommanderAsync());
        for (var round = 0; round < 5; round++)
        {
            var unit = await system.FieldUnitAsync();
            var (one, two) = (await first.ReportAsync(), await second.ReportAsync());
            var order = new { unitId = unit.Id, kind = "go", text = "Go" };

            var answers = await Task.WhenAll(
                first.Program.SendAsync("POST", $"api/incidents/{one}/orders", order),
                second.Program.SendAsync("POST", $"api/incidents/{two}/orders", order));

            var winner = answers[0].StatusCode == HttpStatusCode.Created ? 0 : 1;
            var told = JsonDocument.Parse(await answers[1 - winner].Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(HttpStatusCode.Created, answers[winner].StatusCode);
            Assert.Equal((HttpStatusCode.Conflict, "urn:gis:unit-assigned"), (answers[1 - winner].StatusCode, told.GetProperty("type").GetString()));
            Assert.Equal(winner == 0 ? first.Name : second.Name, told.GetProperty("issuedBy").GetString());
            Assert.Equal(winner == 0 ? one : two, told.GetProperty("incidentId").GetInt64());
            Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM field_order WHERE unit_id = $1", unit.Id));
        }
    }

    [Fact]
    public async Task Reports_move_the_order_once_each_and_the_end_frees_the_unit()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var incident = await commander.ReportAsync();
        var order = await commander.SendAsync(incident, unit.Id);
        var (id, code) = (order.GetProperty("id").GetInt64(), order.GetProperty("code").GetString());
        await commander.StateBecomesAsync(incident, id, "sent");

        foreach (var state in (string[])["acknowledged", "on_scene", "en_route"])
        {
            await system.ReportStateAsync(unit.Id, code, state);
        }

        var twice = await system.ReportStateAsync(unit.Id, code, "done", "Cleaned up");
        await system.Store.LogAsync("ingest", [], [StoreSeed.ChangAn], $$"""{"reports": [{{twice}}]}""");
        await commander.StateBecomesAsync(incident, id, "done");

        await Eventually.TrueAsync(
            async () => await system.Store.ScalarAsync<long>("SELECT seq FROM follower_cursor WHERE name = 'unit_reports'")
                >= await system.Store.ScalarAsync<long>("SELECT max(seq) FROM live_event WHERE kind = 'ingest'"),
            "the follower has read on");
        var events = (await commander.OrderAsync(incident, id)).GetProperty("events").EnumerateArray()
            .Select(one => (one.GetProperty("state").GetString(), one.GetProperty("outOfOrder").GetBoolean()));
        Assert.Equal([("issued", false), ("sent", false), ("acknowledged", false), ("on_scene", false), ("en_route", true), ("done", false)], events);
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM unit_assignment WHERE unit_id = $1", unit.Id));
        Assert.Equal("available", await system.Store.ScalarAsync<string>("SELECT state FROM unit_standing WHERE id = $1", unit.Id));
    }

    [Fact]
    public async Task A_refusal_frees_the_unit_and_the_next_one_is_offered_at_once()
    {
        await system.Store.ExecuteAsync("UPDATE unit SET retired_at = now()");
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var other = await system.FieldUnitAsync(114.6, 38.0);
        var incident = await commander.ReportAsync();
        var order = await commander.SendAsync(incident, unit.Id);

        await system.ReportStateAsync(unit.Id, order.GetProperty("code").GetString(), "refused", "Engine trouble");
        await commander.TimelineTellsAsync(incident, "next_unit_offered");

        var offered = (await commander.TimelineAsync(incident, "next_unit_offered"))[0].GetProperty("details");
        var items = (await commander.Program.JsonAsync("GET", $"api/incidents/{incident}/recommendations")).GetProperty("items");
        Assert.Equal(other.Id, offered.GetProperty("nextUnitId").GetInt64());
        Assert.Equal([other.Id, unit.Id], items.EnumerateArray().Select(item => item.GetProperty("unitId").GetInt64()));
        Assert.True(items[1].GetProperty("refusedBefore").GetBoolean());
    }

    [Fact]
    public async Task A_cancelled_order_frees_the_unit_and_recalls_it()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var heard = await unit.ListenAsync(2);
        var incident = await commander.ReportAsync();
        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        await commander.StateBecomesAsync(incident, order, "sent");

        var closing = await commander.Program.ProblemAsync("POST", $"api/incidents/{incident}/close", new { text = "Over" });
        var cancelled = await commander.Program.JsonAsync("POST", $"api/orders/{order}/cancel", new { text = "False alarm" });
        var again = await commander.Program.ProblemAsync("POST", $"api/orders/{order}/cancel", new { text = "False alarm" });

        Assert.Equal((HttpStatusCode.Conflict, "orders-active"), closing);
        Assert.Equal("cancelled", cancelled.GetProperty("state").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "order-ended"), again);
        Assert.Equal(["monitor", "stand_down"], (await heard).Select(message => message.GetProperty("kind").GetString()));
        Assert.Equal(HttpStatusCode.OK, await commander.Program.StatusAsync("POST", $"api/incidents/{incident}/close", new { text = "Over" }));
    }

    [Fact]
    public async Task A_unit_is_stood_down_and_a_radio_word_is_recorded()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var incident = await commander.ReportAsync();
        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();

        var there = await commander.Program.JsonAsync("POST", $"api/orders/{order}/state", new { state = "on_scene", text = "By radio" });
        var back = await commander.Program.ProblemAsync("POST", $"api/orders/{order}/state", new { state = "acknowledged" });
        var ended = await commander.Program.JsonAsync("POST", $"api/units/{unit.Id}/stand-down", new { text = "Thank you" });
        var nothing = await commander.Program.ProblemAsync("POST", $"api/units/{unit.Id}/stand-down", new { text = "Again" });

        Assert.Equal(("on_scene", "By radio"), (there.GetProperty("state").GetString(), there.GetProperty("stateText").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "order-state"), back);
        Assert.Equal("done", ended.GetProperty("state").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "unit-not-assigned"), nothing);
        Assert.Single(await commander.TimelineAsync(incident, "stood_down"));
    }

    [Fact]
    public async Task A_commander_of_another_area_neither_sends_nor_cancels()
    {
        var commander = await system.CommanderAsync();
        var stranger = await system.PersonAsync("commander", StoreSeed.Tangshan);
        var unit = await system.FieldUnitAsync();
        var incident = await commander.ReportAsync();
        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();

        Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("POST", $"api/incidents/{incident}/orders", new { unitId = unit.Id, text = "x" }));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("POST", $"api/orders/{order}/cancel", new { text = "x" }));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("POST", $"api/units/{unit.Id}/stand-down", new { text = "x" }));
        Assert.Equal(0, (await stranger.Program.JsonAsync("GET", "api/units")).GetProperty("items").GetArrayLength());
    }
}
