using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.OneMap;

/// <summary>Looking at a county by all rules, through the whole server.</summary>
public sealed class Contradictions_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private async Task ArrangeAsync()
    {
        var scene = new LandScene(system.Store);
        await scene.PutAsync("approvals", scene.Box(0, 0, 100, 100), new { number = "A1", approved_on = "2024-06-01" });
        await scene.PutAsync("supplies", scene.Box(0, 0, 100, 100), new { number = "G1", approval = "A1" });
        await scene.PutAsync("land_uses", scene.Box(0, 0, 120, 100), new { number = "U1", supply = "G1", started_on = "2024-08-01" });
        await scene.PutAsync("farmland", scene.Box(1000, 0, 100, 100), new { YJJBNTTBBH = "P1" });
        await scene.PutAsync("parcels", scene.Box(1000, 0, 100, 50), new { DLBM = "0601" });
        await scene.PutAsync("parcels", scene.Box(1000, 50, 100, 50), new { DLBM = "0102" });

        // Of another county, and supplied by an approval that belongs to the first.
        await scene.PutAsync("supplies", scene.Box(0, 0, 100, 100), new { number = "G2", approval = "A1" }, "130104");
        await scene.PutAsync("supplies", scene.Box(5000, 0, 100, 100), new { number = "G3", approval = "none" }, StoreSeed.Tangshan);
    }

    private static async Task<JsonElement> LookAsync(HttpClient officer, string area)
    {
        var asked = await officer.JsonAsync("POST", "api/land/contradiction-runs", new { areaCode = area });
        var id = asked.GetProperty("id").GetInt64();
        JsonElement run = default;
        await Eventually.TrueAsync(
            async () =>
            {
                run = (await officer.JsonAsync("GET", "api/land/contradiction-runs")).GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetInt64() == id);
                return run.GetProperty("state").GetString() is "done" or "failed";
            },
            "the look ends");
        return run;
    }

    [Fact]
    public async Task What_a_look_finds_is_listed_to_who_may_see_it_and_a_second_look_puts_it_anew()
    {
        await ArrangeAsync();
        var officer = (await system.PersonAsync("officer", StoreSeed.Shijiazhuang)).Program;

        var run = await LookAsync(officer, StoreSeed.Shijiazhuang);
        await LookAsync(officer, StoreSeed.ChangAn);

        var counties = await system.Store.ScalarAsync<long>("SELECT count(*) FROM area WHERE level = 'county' AND area_within(code, ARRAY['130100'])");
        Assert.Equal(("done", counties, counties), (run.GetProperty("state").GetString(), run.GetProperty("counties").GetInt64(), run.GetProperty("countiesDone").GetInt64()));
        Assert.Contains("mining_outside_right", run.GetProperty("notJudged").EnumerateArray().Select(rule => rule.GetString()));
        var found = (await officer.JsonAsync("GET", "api/land/contradictions")).GetProperty("items").EnumerateArray()
            .Select(one => (Rule: one.GetProperty("rule").GetString(), Area: one.GetProperty("areaCode").GetString())).Order().ToList();
        Assert.Equal(
            [
                ("built_on_basic_farmland", "130102"), ("supplies_overlap", "130102"), ("supplies_overlap", "130104"), ("use_beyond_supply", "130102"), ("use_without_approval", "130102"),
            ],
            found);

        // By rule, by county, page by page, and not to whom it is not.
        Assert.Equal(1, await CountAsync(officer, "?rule=use_beyond_supply"));
        Assert.Equal(1, await CountAsync(officer, "?area=130104"));
        var page = await officer.JsonAsync("GET", "api/land/contradictions?limit=2");
        Assert.Equal(3, await CountAsync(officer, $"?limit=10&after={page.GetProperty("next").GetString()}"));
        Assert.Equal(0, await CountAsync((await system.PersonAsync("officer", StoreSeed.Tangshan)).Program, ""));
        Assert.Equal(1, await CountAsync((await system.PersonAsync("officer", StoreSeed.Shijiazhuang, ["parcels", "farmland"])).Program, ""));
        var changAn = (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program;
        var overlap = (await changAn.JsonAsync("GET", "api/land/contradictions?rule=supplies_overlap")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(JsonValueKind.Null, overlap.GetProperty("other").ValueKind);
    }

    [Fact]
    public async Task Area_that_is_not_ones_own_does_not_exist_and_none_is_refused()
    {
        var officer = (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program;

        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusAsync("POST", "api/land/contradiction-runs", new { areaCode = StoreSeed.Tangshan }));
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusAsync("POST", "api/land/contradiction-runs", new { areaCode = "nowhere" }));
        Assert.Equal(HttpStatusCode.BadRequest, await officer.StatusAsync("POST", "api/land/contradiction-runs", new { }));
        Assert.Equal(HttpStatusCode.Forbidden, await (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program.StatusAsync("POST", "api/land/contradiction-runs", new { areaCode = StoreSeed.ChangAn }));
    }

    private static async Task<int> CountAsync(HttpClient officer, string query) => (await officer.JsonAsync("GET", $"api/land/contradictions{query}")).GetProperty("items").GetArrayLength();
}
