using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Sheets;

/// <summary>The work programme of the sheets is entered by administrators of its area.</summary>
public sealed class Programme_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private const string Path = "api/sheet-programmes/130000";

    [Fact]
    public async Task Programme_is_entered_as_a_whole_and_the_progress_and_the_trail_know()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var sheet = await SheetAsync();
        await EnterAsync(administrator.Program, Entry("update", planned: 700), Entry("convert", planned: 30));

        var entered = await EnterAsync(administrator.Program, Entry("update", planned: 592, source: " Plan 2026 "));
        var progress = (await administrator.Program.JsonAsync("GET", "api/sheet-progress")).GetProperty("items").EnumerateArray().Single(one => one.GetProperty("scale").GetInt32() == 50_000);

        Assert.Equal((1, 592), (entered.GetArrayLength(), entered[0].GetProperty("planned").GetInt32()));
        Assert.Equal("Plan 2026", progress.GetProperty("plan")[0].GetProperty("source").GetString());
        Assert.Equal("to_update", await StateAsync(administrator.Program, sheet));
        Assert.Equal(2, await system.Store.ScalarAsync<int>("SELECT jsonb_array_length(details -> 'before') FROM audit_entry WHERE action = 'sheet.programme' AND account_id = $1 ORDER BY at DESC LIMIT 1", administrator.Account));
        Assert.True(await system.Store.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM live_event WHERE kind = 'layer' AND payload ->> 'layer' = 'sheets')"));
    }

    [Fact]
    public async Task Sheets_that_a_task_names_stand_in_it_and_no_others()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var (named, other) = (await SheetAsync(), await SheetAsync());

        var entered = await EnterAsync(administrator.Program, Entry("convert", planned: 5, sheets: [named.ToLowerInvariant(), named]));

        Assert.Equal([named], entered[0].GetProperty("sheets").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(("to_convert", null), (await StateAsync(administrator.Program, named), await StateAsync(administrator.Program, other)));
        await EnterAsync(administrator.Program, Entry("convert", planned: 5, sheets: [named]), Entry("update", planned: 9));
        Assert.Equal(("to_convert", "to_update"), (await StateAsync(administrator.Program, named), await StateAsync(administrator.Program, other)));
    }

    [Fact]
    public async Task What_people_said_of_a_sheet_outlasts_the_programme()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var sheet = await SheetAsync();
        await administrator.Program.JsonAsync("POST", $"api/sheets/{sheet}/state", new { state = "updated", edition = "2026-01" });

        await EnterAsync(administrator.Program);

        Assert.Equal("updated", await StateAsync(administrator.Program, sheet));
    }

    [Fact]
    public async Task Programme_that_cannot_be_is_refused_with_what_can()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var fine = await SheetAsync(10_000);
        foreach (var (items, named) in new (object?, string)[]
        {
            (null, "items"),
            (new object?[] { null }, "items"),
            (new[] { Entry("update", scale: 25_000) }, "items[0].scale"),
            (new[] { Entry("burn") }, "items[0].task"),
            (new[] { Entry("update", planned: -1) }, "items[0].planned"),
            (new[] { Entry("update", source: "\0") }, "items[0].source"),
            (new[] { Entry("update"), Entry("update") }, "items[1].task"),
            (new[] { Entry("update", sheets: []) }, "items[0].sheets"),
            (new[] { Entry("update", sheets: ["J50E999999"]) }, "items[0].sheets"),
            (new[] { Entry("update", sheets: [fine]) }, "items[0].sheets"),
        })
        {
            using var answer = await administrator.Program.SendAsync("PUT", Path, new { items });

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Area_without_sheets_has_no_programme_and_one_outside_does_not_exist()
    {
        await SheetAsync();
        var administrator = await system.PersonAsync("administrator", "130000");
        var local = await system.PersonAsync("administrator", StoreSeed.Shijiazhuang);

        Assert.Equal(HttpStatusCode.Conflict, await administrator.Program.StatusAsync("PUT", $"api/sheet-programmes/{StoreSeed.Shijiazhuang}", new { items = Array.Empty<object>() }));
        Assert.Equal(HttpStatusCode.NotFound, await local.Program.StatusAsync("GET", Path));
        Assert.Equal(HttpStatusCode.NotFound, await local.Program.StatusAsync("PUT", Path, new { items = Array.Empty<object>() }));
        Assert.Equal(HttpStatusCode.NotFound, await administrator.Program.StatusAsync("GET", "api/sheet-programmes/nowhere"));
    }

    private static object Entry(string task, int scale = 50_000, int planned = 1, string source = "plan", string[]? sheets = null) => new { scale, task, planned, source, sheets };

    private static async Task<JsonElement> EnterAsync(HttpClient program, params object[] items) => (await program.JsonAsync("PUT", Path, new { items })).GetProperty("items");

    private static async Task<string?> StateAsync(HttpClient program, string sheet) => (await program.JsonAsync("GET", $"api/sheets/{sheet}")).GetProperty("state").GetString();

    private async Task<string> SheetAsync(int scale = 50_000)
    {
        var code = $"K50{(scale == 50_000 ? 'E' : 'G')}{Random.Shared.Next(1_000_000):D6}";
        await system.Store.ExecuteAsync("INSERT INTO sheet (code, scale, area_code, geom) VALUES ($1, $2, '130000', ST_MakeEnvelope(114, 38, 114.25, 38.2, 4490))", code, scale);
        return code;
    }
}
