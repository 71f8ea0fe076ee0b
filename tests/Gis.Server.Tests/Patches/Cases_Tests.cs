using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>Cases through the whole server: filed, carried out, proved by a later picture or a document, and told on the life line.</summary>
public sealed class Cases_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private static readonly string[] Course =
        ["issued", "judged", "sent_on", "sent_on", "sent_on", "case_filed", "measured", "measured", "rectified", "rectified", "accepted"];

    [Fact]
    public async Task Case_is_filed_carried_out_and_proved_and_the_life_line_tells_each_step()
    {
        const double lon = 115.11;
        await system.Store.LoadThemesAsync();
        await system.Store.AddLandAsync("land_use", lon, -20, -20, 60, 60, new { TBBH = "P1", DLBM = "0103" });
        var scene = await CaseScene.OfAsync(system, lon, "restored");
        Assert.True((await scene.CardAsync()).GetProperty("case").GetProperty("allowed").GetProperty("file").GetBoolean());

        var filed = await scene.FileAsync("晋案-1", CaseScene.Demolish(), CaseScene.Fine());
        CaseScene.Stands("rectifying", filed);
        Assert.Equal("晋案-1", filed.GetProperty("case").GetProperty("filed").GetProperty("number").GetString());
        Assert.Equal(CaseScene.Day(10), filed.GetProperty("patch").GetProperty("due").GetString());

        CaseScene.Stands("rectifying", await scene.ActAsync(county: true, "measures/1/done", new { doneOn = CaseScene.Day(-3), note = "已拆除复垦" }));
        CaseScene.Stands("rectified", await scene.ActAsync(county: true, "measures/2/done", new { doneOn = CaseScene.Day(-2) }));
        var picture = JsonSerializer.SerializeToNode(await scene.ShownPictureAsync(lon, -1))!.AsObject();
        picture["document"] = "收据-7";
        picture["documentOn"] = CaseScene.Day(-2);
        var proved = await scene.ActAsync(county: false, "prove", picture);

        CaseScene.Stands("accepted", proved);
        Assert.Equal(["proved", "proved"], proved.GetProperty("case").GetProperty("measures").EnumerateArray().Select(one => one.GetProperty("state").GetString()));
        Assert.Equal(("GF-2", 64, 1.0, "收据-7"), (
            proved.GetProperty("case").GetProperty("proof").GetProperty("scene").GetProperty("sensor").GetString(),
            proved.GetProperty("case").GetProperty("proof").GetProperty("scene").GetProperty("sha256").GetString()?.Length,
            proved.GetProperty("case").GetProperty("proof").GetProperty("scene").GetProperty("shownShare").GetDouble(),
            proved.GetProperty("case").GetProperty("proof").GetProperty("document").GetString()));
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'patch.case_filed' AND entity_id = $1", $"{scene.Patch}"));

        var life = await LifeAsync(scene.County, lon);
        Assert.Equal(("restored", "晋案-1"), (life.GetProperty("number").GetString(), life.GetProperty("caseNumber").GetString()));
        Assert.Equal(0.25, life.GetProperty("share").GetDouble(), 0.01);
        var happenings = life.GetProperty("happenings").EnumerateArray().ToList();
        Assert.Equal(Course, happenings.Select(one => one.GetProperty("kind").GetString()));
        Assert.StartsWith(CaseScene.Day(-1), happenings[^1].GetProperty("details").GetProperty("scene").GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await (await system.PersonAsync("officer", "130200")).Program.JsonAsync("GET", At(lon))).GetProperty("patches").GetArrayLength());
    }

    [Fact]
    public async Task Picture_that_proves_nothing_is_refused_with_its_reason()
    {
        const double lon = 115.12;
        var scene = await CaseScene.OfAsync(system, lon, "unproved");
        await scene.FileAsync("晋案-2", CaseScene.Demolish());
        await scene.ActAsync(county: true, "measures/1/done", new { doneOn = CaseScene.Day(-3) });

        Assert.Equal("proof-not-later", await scene.RefusedAsync(scene.City, "prove", await scene.PictureAsync(lon, -3)));
        Assert.Equal("proof-not-covering", await scene.RefusedAsync(scene.City, "prove", await scene.PictureAsync(lon, -1, widthDeg: 0.0002)));
        Assert.Equal("proof-cloudy", await scene.RefusedAsync(scene.City, "prove", await scene.PictureAsync(lon, -1, cloud: 40)));
        Assert.Equal("bad-parameter", await scene.RefusedAsync(scene.City, "prove", await scene.PictureAsync(lon, -1, isPublished: false)));
        Assert.Equal("bad-parameter", await scene.RefusedAsync(scene.City, "prove", new { accepted = true, layer = "nowhere", at = "2026-11-01T00:00:00Z" }));
        Assert.Equal("bad-parameter", await scene.RefusedAsync(scene.City, "prove", new { accepted = true, document = "x", documentOn = CaseScene.Day(-1) }));
        Assert.Equal("patch-level", await scene.RefusedAsync(scene.County, "prove", await scene.PictureAsync(lon, -1)));
        CaseScene.Stands("rectified", await scene.CardAsync());

        CaseScene.Stands("accepted", await scene.ActAsync(county: false, "prove", await scene.ShownPictureAsync(lon, -1)));
    }

    [Fact]
    public async Task Picture_without_data_over_part_of_the_patch_proves_nothing_nor_does_one_whose_file_is_gone()
    {
        const double lon = 115.2;
        var scene = await CaseScene.OfAsync(system, lon, "unseen");
        await scene.FileAsync("晋案-9", CaseScene.Demolish());
        await scene.ActAsync(county: true, "measures/1/done", new { doneOn = CaseScene.Day(-3) });

        var sent = JsonSerializer.SerializeToNode(await scene.ShownPictureAsync(lon, -1, dataWidthDeg: 0.0003))!.AsObject();
        sent["revision"] = (await scene.CardAsync()).GetProperty("patch").GetProperty("revision").GetInt64();
        using var answer = await scene.City.Program.PostAsJsonAsync($"api/patches/{scene.Patch}/prove", sent);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("urn:gis:proof-not-shown", problem.GetProperty("type").GetString());
        Assert.Matches(@"7[3-7](\.\d)? %", problem.GetProperty("detail").GetString());
        Assert.Equal("proof-unreadable", await scene.RefusedAsync(scene.City, "prove", await scene.PictureAsync(lon, -1)));
        CaseScene.Stands("rectified", await scene.CardAsync());
    }

    [Fact]
    public async Task What_is_not_proved_is_done_again_by_a_new_day_and_measures_may_be_added()
    {
        const double lon = 115.13;
        var scene = await CaseScene.OfAsync(system, lon, "again");
        await scene.FileAsync("晋案-3", CaseScene.Demolish());
        await scene.ActAsync(county: true, "measures/1/done", new { doneOn = CaseScene.Day(-3) });

        var refused = await scene.ActAsync(county: false, "prove", new { accepted = false, reason = "地基未清除", due = CaseScene.Day(7) });
        CaseScene.Stands("rectifying", refused);
        var measure = refused.GetProperty("case").GetProperty("measures")[0];
        Assert.Equal(("refused", CaseScene.Day(7)), (measure.GetProperty("state").GetString(), measure.GetProperty("due").GetString()));

        await scene.ActAsync(county: true, "measures/1/done", new { doneOn = CaseScene.Day(-1) });
        var added = await scene.ActAsync(county: true, "measures", new { measure = CaseScene.Fine() });
        CaseScene.Stands("rectifying", added);
        Assert.Equal("ordered", added.GetProperty("case").GetProperty("measures")[1].GetProperty("state").GetString());
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_measure_version WHERE patch_id = $1 AND number = 1 AND state = 'refused'", scene.Patch));
    }

    [Fact]
    public async Task Cases_stand_in_a_list_of_their_own_by_the_day_of_their_next_step_and_late_ones_are_marked()
    {
        var (later, late, unfiled) = (await CaseScene.OfAsync(system, 115.14, "list-later"), await CaseScene.OfAsync(system, 115.15, "list-late"), await CaseScene.OfAsync(system, 115.16, "list-unfiled"));
        await later.FileAsync("晋案-4", CaseScene.Demolish(due: 90));
        await late.FileAsync("晋案-5", CaseScene.Demolish(due: -2));

        var page = await later.County.Program.JsonAsync("GET", "api/patches?list=cases&q=list-");
        var first = await later.County.Program.JsonAsync("GET", "api/patches?list=cases&q=list-&limit=1");
        var second = await later.County.Program.JsonAsync("GET", $"api/patches?list=cases&q=list-&limit=1&after={first.GetProperty("next").GetString()}");

        Assert.Equal(
            [("list-late", true), ("list-unfiled", false), ("list-later", false)],
            page.GetProperty("items").EnumerateArray().Select(one => (one.GetProperty("number").GetString()!, one.GetProperty("overdue").GetBoolean())));
        Assert.Equal(CaseScene.Day(14), page.GetProperty("items")[1].GetProperty("due").GetString());
        Assert.Equal(3, page.GetProperty("counts").GetProperty("cases").GetInt32());
        Assert.Equal("list-unfiled", second.GetProperty("items")[0].GetProperty("number").GetString());
        CaseScene.Stands("case", await unfiled.CardAsync());
    }

    [Fact]
    public async Task Case_number_belongs_to_one_patch_of_the_area()
    {
        var (one, other) = (await CaseScene.OfAsync(system, 115.17, "number-1"), await CaseScene.OfAsync(system, 115.18, "number-2"));
        await one.FileAsync("晋案-6", CaseScene.Demolish());

        Assert.Equal("case-number", await other.RefusedAsync(other.County, "case", CaseScene.Filing("晋案-6", CaseScene.Demolish())));
        Assert.Equal("bad-parameter", await other.RefusedAsync(other.County, "case", CaseScene.Filing("晋案-7")));
        CaseScene.Stands("case", await other.CardAsync());
        Assert.Equal(HttpStatusCode.NotFound, await (await system.PersonAsync("officer", "130200")).Program.StatusAsync("POST", $"api/patches/{one.Patch}/measures/1/done", new { revision = 1 }));
    }

    [Fact]
    public async Task Later_patch_on_an_open_case_and_the_case_name_each_other()
    {
        const double lon = 115.19;
        var scene = await CaseScene.OfAsync(system, lon, "under");
        await scene.FileAsync("晋案-8", CaseScene.Demolish());
        var batch = (await scene.City.Program.UploadedAsync($"b-{Guid.NewGuid():N}", PatchScene.Row("over", lon, kind: "TP", after: "2026-11-15"))).GetProperty("id").GetInt64();
        JsonElement over = default;
        await Eventually.TrueAsync(
            async () => (over = (await scene.County.Program.JsonAsync("GET", $"api/patches?batch={batch}")).GetProperty("items")[0]).GetProperty("outcome").ValueKind == JsonValueKind.String, "it is compared");

        var on = (await scene.County.Program.JsonAsync("GET", $"api/patches/{over.GetProperty("id").GetInt64()}")).GetProperty("case").GetProperty("on");
        var later = (await scene.CardAsync()).GetProperty("case").GetProperty("later");

        Assert.Equal(("under", "晋案-8", "rectifying"), (on[0].GetProperty("number").GetString(), on[0].GetProperty("caseNumber").GetString(), on[0].GetProperty("state").GetString()));
        Assert.Equal("over", later[0].GetProperty("number").GetString());
    }

    private static string At(double lon) => FormattableString.Invariant($"api/land/at?lon={lon + 0.0002}&lat=38.0002");

    private static async Task<JsonElement> LifeAsync(TestPerson person, double lon) =>
        Assert.Single((await person.Program.JsonAsync("GET", At(lon))).GetProperty("patches").EnumerateArray());
}
