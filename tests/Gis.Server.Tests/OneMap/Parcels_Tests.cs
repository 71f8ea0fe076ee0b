using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.OneMap;

/// <summary>A parcel and its life line through the whole server.</summary>
public sealed class Parcels_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private readonly LandScene _scene = new(system.Store);
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    /// <summary>A factory of 100 × 100 m: approved whole, its farmland made good elsewhere, supplied, built.</summary>
    private async Task<long> FactoryAsync(string startedOn = "2024-08-01")
    {
        var parcel = await _scene.PutAsync("parcels", _scene.Box(0, 0, 100, 100), new { TBBH = $"T{_mark}", DLBM = "0601", DLMC = "工业用地", QSDWMC = "某村", TBMJ = 10000.5 });
        await _scene.PutAsync("approvals", _scene.Box(-10, -10, 200, 200), new { number = $"A{_mark}", project = "plant", approved_on = "2023-03-01", valid_to = "2025-03-01", cultivated_m2 = 5000, supplement = $"S{_mark}" });
        await _scene.PutAsync("supplements", _scene.Box(3000, 3000, 100, 100), new { number = $"S{_mark}", accepted_on = "2022-11-05", cultivated_m2 = 6000 });
        await _scene.PutAsync("supplies", _scene.Box(0, 0, 100, 100), new { number = $"G{_mark}", approval = $"A{_mark}", contract_on = "2023-09-09", start_due = "2024-09-09" });
        await _scene.PutAsync("land_uses", _scene.Box(0, 0, 100, 100), new { number = $"U{_mark}", supply = $"G{_mark}", started_on = startedOn, finished_on = "2025-10-01" });
        await _scene.PutAsync("red_line", _scene.Box(100, 0, 100, 100), new { number = "beside", kind = "water" });
        return parcel;
    }

    private async Task<JsonElement> CardAsync(long parcel, string asOf = "2026-01-05", string area = StoreSeed.Shijiazhuang, string[]? layers = null) =>
        await (await system.PersonAsync("officer", area, layers)).Program.JsonAsync("GET", $"api/land/parcels/{parcel}?asOf={asOf}");

    [Fact]
    public async Task Steps_stand_in_order_with_their_document_day_area_and_links()
    {
        var card = await CardAsync(await FactoryAsync());

        var steps = card.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(["supplement", "approval", "supply", "use"], steps.Select(step => step.GetProperty("theme").GetString()));
        Assert.Equal([$"S{_mark}", $"A{_mark}", $"G{_mark}", $"U{_mark}"], steps.Select(step => step.GetProperty("number").GetString()));
        Assert.Equal(["2022-11-05", "2023-03-01", "2023-09-09", "2024-08-01"], steps.Select(step => step.GetProperty("on").GetString()));
        Assert.Equal(["accepted", "expired", "valid", "finished"], steps.Select(step => step.GetProperty("status").GetString()));
        Assert.Equal([false, true, true, true], steps.Select(step => step.GetProperty("touches").GetBoolean()));
        Assert.Equal(("approval", $"A{_mark}"), (steps[2].GetProperty("links")[0].GetProperty("role").GetString(), steps[2].GetProperty("links")[0].GetProperty("number").GetString()));
        Assert.Equal(steps[0].GetProperty("feature").GetInt64(), steps[1].GetProperty("links")[0].GetProperty("feature").GetInt64());
        Assert.Equal(1, steps[1].GetProperty("share").GetDouble(), 6);
        Assert.Equal(40_000, steps[1].GetProperty("area").GetProperty("m2").GetDouble(), 200.0);
        Assert.Equal(10_000, steps[1].GetProperty("overlap").GetProperty("m2").GetDouble(), 50.0);
        Assert.Empty(card.GetProperty("contradictions").EnumerateArray());
    }

    [Fact]
    public async Task Parcel_is_told_with_its_class_and_area()
    {
        var parcel = (await CardAsync(await FactoryAsync())).GetProperty("parcel");

        Assert.Equal(("0601", "工业用地", "built", "某村"), (parcel.GetProperty("class").GetString(), parcel.GetProperty("classNameZh").GetString(), parcel.GetProperty("kind").GetString(), parcel.GetProperty("owner").GetString()));
        Assert.Equal(10000.5, parcel.GetProperty("statedM2").GetDouble());
        Assert.Equal(10_000, parcel.GetProperty("area").GetProperty("m2").GetDouble(), 50.0);
    }

    [Fact]
    public async Task Status_is_that_of_the_day_asked_for()
    {
        var card = await CardAsync(await FactoryAsync(), "2024-01-01");

        Assert.Equal(["accepted", "valid", "valid", "planned"], card.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()));
        Assert.Equal("2024-01-01", card.GetProperty("asOf").GetString());
    }

    [Fact]
    public async Task Point_finds_its_parcel_and_elsewhere_none()
    {
        var parcel = await FactoryAsync();
        var officer = (await system.PersonAsync("officer", StoreSeed.Shijiazhuang)).Program;
        var middle = _scene.Box(0, 0, 100, 100).Centroid;

        Assert.Equal(parcel, (await officer.JsonAsync("GET", FormattableString.Invariant($"api/land/at?lon={middle.X}&lat={middle.Y}"))).GetProperty("parcel").GetProperty("id").GetInt64());
        Assert.Equal(JsonValueKind.Null, (await officer.JsonAsync("GET", "api/land/at?lon=10&lat=10")).GetProperty("parcel").ValueKind);
    }

    [Fact]
    public async Task Start_before_the_approval_contradicts()
    {
        var card = await CardAsync(await FactoryAsync(startedOn: "2022-06-01"));

        var found = Assert.Single(card.GetProperty("contradictions").EnumerateArray());
        Assert.Equal(("use_before_approval", "2022-06-01", $"A{_mark}"), (
            found.GetProperty("rule").GetString(), found.GetProperty("parameters").GetProperty("startedOn").GetString(), found.GetProperty("other").GetProperty("number").GetString()));
    }

    [Fact]
    public async Task Who_may_not_see_the_approvals_sees_no_step_of_them_and_no_accusation()
    {
        var parcel = await FactoryAsync();

        var card = await CardAsync(parcel, layers: ["parcels", "land_uses"]);

        Assert.Equal(["use"], card.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("theme").GetString()));
        Assert.Equal(JsonValueKind.Null, card.GetProperty("steps")[0].GetProperty("links")[0].GetProperty("feature").ValueKind);
        Assert.Empty(card.GetProperty("contradictions").EnumerateArray());
        Assert.Contains("use_without_approval", card.GetProperty("notJudged").EnumerateArray().Select(rule => rule.GetString()));
    }

    [Fact]
    public async Task Outside_the_areas_there_is_no_such_parcel()
    {
        var parcel = await FactoryAsync();
        var officer = (await system.PersonAsync("officer", StoreSeed.Tangshan)).Program;
        var middle = _scene.Box(0, 0, 100, 100).Centroid;

        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusAsync("GET", $"api/land/parcels/{parcel}"));
        var there = await officer.JsonAsync("GET", FormattableString.Invariant($"api/land/at?lon={middle.X}&lat={middle.Y}"));
        Assert.Equal((JsonValueKind.Null, 0), (there.GetProperty("parcel").ValueKind, there.GetProperty("steps").GetArrayLength()));
    }

    [Fact]
    public async Task Overlap_by_the_width_of_a_line_is_a_sliver()
    {
        var parcel = await FactoryAsync();
        await _scene.PutAsync("geology", _scene.Box(99.5, 0, 100, 100), new { number = $"Q{_mark}", kind = "landslide" });

        var step = (await CardAsync(parcel)).GetProperty("steps").EnumerateArray().Single(one => one.GetProperty("theme").GetString() == "geology");

        Assert.True(step.GetProperty("isSliver").GetBoolean());
        Assert.Equal("in_force", step.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("api/land/parcels/1?asOf=yesterday", "asOf")]
    [InlineData("api/land/at?lat=38", "lon")]
    [InlineData("api/land/at?lon=NaN&lat=38", "lon")]
    [InlineData("api/land/at?lon=114&lat=91", "lat")]
    [InlineData("api/land/contradictions?rule=guess", "rule")]
    [InlineData("api/land/contradictions?limit=0", "limit")]
    public async Task What_cannot_be_asked_is_refused_with_what_can(string address, string parameter)
    {
        using var answer = await (await system.PersonAsync("officer", "130000")).Program.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(parameter, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Layer_without_the_expected_names_is_told_by_the_theme_and_not_by_code()
    {
        var parcel = await FactoryAsync();
        await _scene.PutAsync("marine_areas", _scene.Box(0, 0, 50, 100), new { HYZH = $"H{_mark}", QSSYR = "a fishery", ZZRQ = "20200101" });
        await system.Store.ExecuteAsync("""UPDATE land_theme SET fields = '{"number": "HYZH", "holder": "QSSYR", "valid_to": "ZZRQ"}' WHERE theme = 'marine_area'""");

        var step = (await CardAsync(parcel)).GetProperty("steps").EnumerateArray().Single(one => one.GetProperty("theme").GetString() == "marine_area");

        Assert.Equal(($"H{_mark}", "expired", "a fishery"), (step.GetProperty("number").GetString(), step.GetProperty("status").GetString(), step.GetProperty("values").GetProperty("holder").GetString()));
        Assert.Equal(0.5, step.GetProperty("share").GetDouble(), 0.001);
    }
}
