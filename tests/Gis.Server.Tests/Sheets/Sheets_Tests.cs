using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Sheets;

/// <summary>The sheets' programme through the whole server.</summary>
public sealed class Sheets_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private async Task<string> SheetAsync(int scale = 50_000, string area = "130000")
    {
        var code = $"J50{(scale == 50_000 ? 'E' : scale == 10_000 ? 'G' : 'C')}{Random.Shared.Next(1_000_000):D6}";
        await system.Store.ExecuteAsync(
            "INSERT INTO sheet (code, scale, area_code, geom) VALUES ($1, $2, $3, ST_MakeEnvelope(114, 38, 114.25, 38.2, 4490))", code, scale, area);
        return code;
    }

    private Task<int> PlanAsync() => system.Store.ExecuteAsync(
        """
        INSERT INTO sheet_programme (area_code, scale, task, planned, source) VALUES
            ('130000', 250000, 'update', 29, 'plan'), ('130000', 50000, 'update', 592, 'plan'), ('130000', 10000, 'update', 5100, 'plan'), ('130000', 10000, 'convert', 7821, 'plan')
        ON CONFLICT DO NOTHING
        """);

    [Fact]
    public async Task Sheet_of_which_nobody_has_spoken_stands_where_the_programme_begins()
    {
        await PlanAsync();
        var officer = await system.PersonAsync("officer", "130000");

        Assert.Equal("to_update", (await officer.Program.JsonAsync("GET", $"api/sheets/{await SheetAsync()}")).GetProperty("state").GetString());
        Assert.Equal("to_convert", (await officer.Program.JsonAsync("GET", $"api/sheets/{await SheetAsync(10_000)}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Officer_says_how_a_sheet_stands_and_the_trail_and_the_layer_know()
    {
        await PlanAsync();
        var code = await SheetAsync();
        var officer = await system.PersonAsync("officer", "130000");

        var card = await officer.Program.JsonAsync("POST", $"api/sheets/{code}/state", new { state = "updated", edition = "2026-01", note = "field check" });

        Assert.Equal(("updated", "2026-01"), (card.GetProperty("state").GetString(), card.GetProperty("edition").GetString()));
        Assert.Equal("field check", card.GetProperty("history")[0].GetProperty("note").GetString());
        Assert.Equal(1, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'sheet.say' AND entity_id = $1 AND account_id = $2", code, officer.Account));
        var feature = (await officer.Program.JsonAsync("GET", $"ogc/collections/sheets/items?code={code}")).GetProperty("features")[0].GetProperty("properties");
        Assert.Equal(("updated", "2026-01"), (feature.GetProperty("state").GetString(), feature.GetProperty("edition").GetString()));
    }

    [Fact]
    public async Task Edition_stays_when_the_next_update_falls_due()
    {
        var code = await SheetAsync();
        var administrator = await system.PersonAsync("administrator", "130000");
        await administrator.Program.JsonAsync("POST", $"api/sheets/{code}/state", new { state = "updated", edition = "2024-06" });

        var card = await administrator.Program.JsonAsync("POST", $"api/sheets/{code}/state", new { state = "to_update" });

        Assert.Equal(("to_update", "2024-06", 2), (card.GetProperty("state").GetString(), card.GetProperty("edition").GetString(), card.GetProperty("history").GetArrayLength()));
    }

    [Fact]
    public async Task Progress_counts_the_register_beside_the_plan()
    {
        await PlanAsync();
        var administrator = await system.PersonAsync("administrator", "130000");
        var code = await SheetAsync(250_000);
        await SheetAsync(250_000);
        await administrator.Program.JsonAsync("POST", $"api/sheets/{code}/state", new { state = "updated", edition = "2026" });
        var computed = await system.Store.ScalarAsync<long>("SELECT count(*) FROM sheet WHERE scale = 250000");

        var progress = (await administrator.Program.JsonAsync("GET", "api/sheet-progress")).GetProperty("items").EnumerateArray().First();

        Assert.Equal((250_000, computed), (progress.GetProperty("scale").GetInt32(), progress.GetProperty("computed").GetInt64()));
        Assert.Equal(29, progress.GetProperty("plan")[0].GetProperty("planned").GetInt32());
        Assert.Equal(computed, progress.GetProperty("states").EnumerateArray().Sum(state => state.GetProperty("count").GetInt64()));
        Assert.Contains(progress.GetProperty("states").EnumerateArray(), state => state.GetProperty("state").GetString() == "updated");
    }

    [Fact]
    public async Task Who_read_the_sheets_last_before_the_new_edition_still_has_the_old_one()
    {
        var code = await SheetAsync();
        await system.Store.ExecuteAsync(
            """
            INSERT INTO layer_usage (layer, day, account_id, account_name, display_name, requests, tiles, features, bytes, edition, last_at) VALUES
                ('sheets', '2026-01-01', 71, 'roads', 'Roads office', 5, 0, 5, 100, 0, '2026-01-01T08:00:00Z'), ('sheets', '2026-01-02', 72, 'water', 'Water office', 5, 0, 5, 100, 0, now() + interval '1 hour')
            ON CONFLICT DO NOTHING
            """);
        var administrator = await system.PersonAsync("administrator", "130000");

        var card = await administrator.Program.JsonAsync("POST", $"api/sheets/{code}/state", new { state = "updated", edition = "2026-02" });

        var readers = card.GetProperty("oldReaders").EnumerateArray().Select(reader => reader.GetProperty("displayName").GetString()).ToList();
        Assert.Contains("Roads office", readers);
        Assert.DoesNotContain("Water office", readers);
        Assert.Equal(JsonValueKind.Null, (await (await system.PersonAsync("officer", "130000")).Program.JsonAsync("GET", $"api/sheets/{code}")).GetProperty("oldReaders").ValueKind);
    }

    [Fact]
    public async Task Edition_named_again_is_no_newer_and_a_correction_is()
    {
        var code = await SheetAsync();
        var officer = await system.PersonAsync("officer", "130000");
        async Task<DateTimeOffset> SayAsync(string edition, string note) =>
            (await officer.Program.JsonAsync("POST", $"api/sheets/{code}/state", new { state = "updated", edition, note })).GetProperty("editionAt").GetDateTimeOffset();

        var first = await SayAsync("2026-01", "new");
        var again = await SayAsync("2026-01", "seen again");
        var wrong = await SayAsync("2026-02", "by mistake");
        var corrected = await SayAsync("2026-01", "the imprint says so");

        Assert.Equal(first, again);
        Assert.True(wrong > first && corrected > wrong);
    }

    [Fact]
    public async Task Wish_that_cannot_be_is_refused_with_what_can()
    {
        var code = await SheetAsync();
        var officer = await system.PersonAsync("officer", "130000");

        foreach (var wish in new object[] { new { }, new { state = "done" }, new { state = "updated" }, new { state = "updated", edition = "a\0b" }, new { state = "to_update", note = "\0" } })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await officer.Program.StatusAsync("POST", $"api/sheets/{code}/state", wish));
        }
    }

    [Fact]
    public async Task Inspector_reads_the_card_and_changes_nothing()
    {
        var code = await SheetAsync();
        var inspector = await system.PersonAsync("inspector", "130000");

        Assert.False((await inspector.Program.JsonAsync("GET", $"api/sheets/{code}")).GetProperty("mayChange").GetBoolean());
        Assert.Equal(HttpStatusCode.Forbidden, await inspector.Program.StatusAsync("POST", $"api/sheets/{code}/state", new { state = "to_update" }));
    }

    [Fact]
    public async Task Sheet_outside_the_areas_does_not_exist_and_is_not_counted()
    {
        var code = await SheetAsync();
        var officer = await system.PersonAsync("officer", StoreSeed.Shijiazhuang);

        await PlanAsync();

        Assert.Empty((await officer.Program.JsonAsync("GET", "api/sheet-progress")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, await officer.Program.StatusAsync("GET", $"api/sheets/{code}"));
        Assert.Equal(HttpStatusCode.NotFound, await officer.Program.StatusAsync("POST", $"api/sheets/{code}/state", new { state = "to_update" }));
        Assert.Equal(HttpStatusCode.NotFound, await officer.Program.StatusAsync("GET", "api/sheets/nothing"));
    }
}
