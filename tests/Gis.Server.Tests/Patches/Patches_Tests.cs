using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>Change patches through the whole server: a file comes in, is compared, is judged, and goes up.</summary>
public sealed class Patches_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private static readonly Dictionary<string, bool> Seen = new() { ["ground_seen"] = true };

    private static string Code() => $"b-{Guid.NewGuid():N}";

    private static async Task<JsonElement> ComparedAsync(HttpClient client, long batch, string number)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(
            async () =>
            {
                var page = await client.JsonAsync("GET", $"api/patches?batch={batch}&q={number}");
                found = page.GetProperty("items").EnumerateArray().SingleOrDefault();
                return found.ValueKind == JsonValueKind.Object && found.GetProperty("outcome").ValueKind == JsonValueKind.String;
            },
            $"{number} is compared");
        return await client.JsonAsync("GET", $"api/patches/{found.GetProperty("id").GetInt64()}");
    }

    [Fact]
    public async Task File_comes_in_and_every_patch_is_compared()
    {
        await system.Store.LoadThemesAsync();
        var officer = (await system.PersonAsync("officer", PatchScene.Shijiazhuang)).Program;
        await system.Store.AddLandAsync("land_use", 114.61, -2000, -2000, 2500, 2000, new { TBBH = "1", DLBM = "0103" });
        await system.Store.AddLandAsync("approval", 114.61, -20, -20, 60, 60, new { number = "批-1", use = "0601", approved_on = "2026-01-01", valid_to = "2027-12-31" });
        await system.Store.AddLandAsync("basic_farmland", 114.62, 10, -20, 60, 60, new { YJJBNTTBBH = "B1" });

        var batch = await officer.UploadedAsync(Code(), PatchScene.Row("approved-1", 114.61), PatchScene.Row("farm-1", 114.62));

        var id = batch.GetProperty("id").GetInt64();
        var approved = await ComparedAsync(officer, id, "approved-1");
        var farm = await ComparedAsync(officer, id, "farm-1");
        Assert.Equal(("explained", "L2"), (approved.GetProperty("patch").GetProperty("outcome").GetString(), approved.GetProperty("patch").GetProperty("suggestion").GetString()));
        Assert.Equal("批-1", approved.GetProperty("overlaps").EnumerateArray().Single(one => one.GetProperty("theme").GetString() == "approval").GetProperty("document").GetString());
        Assert.Equal("doubtful", farm.GetProperty("patch").GetProperty("outcome").GetString());
        Assert.InRange(farm.GetProperty("patch").GetProperty("basicFarmlandM2").GetDouble(), 1_000, 1_300);
        Assert.Contains("basic-farmland", farm.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()));
        Assert.Equal(["issued", "triaged"], farm.GetProperty("history").EnumerateArray().Select(one => one.GetProperty("kind").GetString()!));
        var doubtful = await officer.JsonAsync("GET", $"api/patches?batch={id}&list=doubtful");
        Assert.Equal(["farm-1"], doubtful.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("number").GetString()!));
        Assert.Equal((1, 1, 2), (doubtful.GetProperty("counts").GetProperty("doubtful").GetInt32(), doubtful.GetProperty("counts").GetProperty("explained").GetInt32(), doubtful.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task Same_file_twice_changes_nothing_and_a_changed_row_is_a_new_state()
    {
        var officer = (await system.PersonAsync("officer", PatchScene.Shijiazhuang)).Program;
        var code = Code();

        var first = await officer.UploadedAsync(code, PatchScene.Row("1", 114.7), PatchScene.Row("2", 114.71));
        var again = await officer.UploadedAsync(code, PatchScene.Row("1", 114.7), PatchScene.Row("2", 114.71));
        var changed = await officer.UploadedAsync(code, PatchScene.Row("1", 114.7), PatchScene.Row("2", 114.71, after: "2026/10/02"));

        static (int New, int Changed, int Same) Of(JsonElement batch) =>
            (batch.GetProperty("report").GetProperty("new").GetInt32(), batch.GetProperty("report").GetProperty("changed").GetInt32(), batch.GetProperty("report").GetProperty("same").GetInt32());
        Assert.Equal(((2, 0, 0), (0, 0, 2), (0, 1, 1)), (Of(first), Of(again), Of(changed)));
        var id = first.GetProperty("id").GetInt64();
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_version WHERE batch_id = $1 AND number = '2' AND after_on = '2026-10-01'", id));
        Assert.Equal(3L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_event e JOIN patch p ON p.id = e.patch_id WHERE p.batch_id = $1 AND e.kind IN ('issued', 'changed')", id));
    }

    [Fact]
    public async Task Bad_rows_are_refused_with_their_reason_and_the_others_come_in()
    {
        var officer = (await system.PersonAsync("officer", PatchScene.Shijiazhuang)).Program;
        const string bow = """{"type": "Polygon", "coordinates": [[[114.8, 38], [114.801, 38.001], [114.801, 38], [114.8, 38.001], [114.8, 38]]]}""";

        var batch = await officer.UploadedAsync(
            Code(), PatchScene.Row("ok", 114.8), PatchScene.Row("crossed", 114.8, geometry: bow), PatchScene.Row("elsewhere", 114.8, area: "130202"), PatchScene.Row("nowhere", 114.8, area: "999999"),
            PatchScene.Row("point", 114.8, geometry: """{"type": "Point", "coordinates": [114.8, 38]}"""), PatchScene.Row("undated", 114.8, after: "soon"));

        var report = batch.GetProperty("report");
        Assert.Equal((6, 2, 1, 4), (report.GetProperty("read").GetInt32(), report.GetProperty("new").GetInt32(), report.GetProperty("repairedCount").GetInt32(), report.GetProperty("refusedCount").GetInt32()));
        Assert.Equal(
            [(3L, "outside"), (4L, "unknown-area"), (5L, "bad-shape"), (6L, "bad-day")],
            report.GetProperty("refused").EnumerateArray().Select(one => (one.GetProperty("row").GetInt64(), one.GetProperty("code").GetString()!)));
    }

    [Fact]
    public async Task File_that_is_none_is_refused()
    {
        var officer = (await system.PersonAsync("officer", PatchScene.Shijiazhuang)).Program;
        using var nonsense = new StringContent("nonsense");
        using var answer = await officer.PostAsync(new Uri($"api/patch-batches?code={Code()}", UriKind.Relative), nonsense);
        using var numberless = await officer.UploadAsync(Code(), PatchScene.Row("1", 114.7).Replace("JCBH", "ABC", StringComparison.Ordinal));
        using var nameless = await officer.UploadAsync("", PatchScene.Row("1", 114.7));
        using var elsewhere = await officer.UploadAsync($"{Code()}&area=130200", PatchScene.Row("1", 114.7));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("patch-import-kind", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("patch-fields", await numberless.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Patch_is_judged_sent_up_sent_back_judged_again_and_becomes_a_case()
    {
        var county = await system.PersonAsync("officer", PatchScene.ChangAn);
        var city = await system.PersonAsync("officer", PatchScene.Shijiazhuang);
        var province = await system.PersonAsync("officer", "130000");
        var batch = await city.Program.UploadedAsync(Code(), PatchScene.Row("thread", 114.9));
        var card = await ComparedAsync(county.Program, batch.GetProperty("id").GetInt64(), "thread");
        var id = card.GetProperty("patch").GetProperty("id").GetInt64();
        async Task<JsonElement> ActAsync(TestPerson person, string act, object body)
        {
            var now = await person.Program.JsonAsync("GET", $"api/patches/{id}");
            var sent = JsonSerializer.SerializeToNode(body)!.AsObject();
            sent["revision"] = now.GetProperty("patch").GetProperty("revision").GetInt64();
            return (await person.Program.JsonAsync("POST", $"api/patches/{id}/{act}", sent)).GetProperty("patch");
        }

        Assert.Equal("V1", (await ActAsync(county, "verdict", new { verdict = "V1", reason = "no paper", checklist = Seen })).GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, (await ActAsync(county, "undo", new { })).GetProperty("verdict").ValueKind);
        await ActAsync(county, "verdict", new { verdict = "V1", reason = "no paper", checklist = Seen });
        Assert.Equal("submitted", (await ActAsync(county, "send-on", new { })).GetProperty("state").GetString());
        Assert.Equal("returned", (await ActAsync(city, "send-back", new { reason = "photographs are missing" })).GetProperty("state").GetString());
        Assert.Equal(1, (await county.Program.JsonAsync("GET", $"api/patches?list=returned&q=thread")).GetProperty("items").GetArrayLength());
        await ActAsync(county, "verdict", new { verdict = "V1", reason = "no paper, photographs added", checklist = Seen });
        await ActAsync(county, "send-on", new { });
        Assert.Equal("reviewed", (await ActAsync(city, "send-on", new { })).GetProperty("state").GetString());
        Assert.Equal("case", (await ActAsync(province, "send-on", new { })).GetProperty("state").GetString());

        Assert.Equal(9L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE entity = 'patch' AND entity_id = $1", $"{id}"));
        Assert.True(await system.Store.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM live_event WHERE kind = 'patch' AND $1 = ANY (ids))", id));
    }

    [Fact]
    public async Task Of_two_officers_at_once_one_is_told_that_he_has_not_seen_all()
    {
        var (one, other) = (await system.PersonAsync("officer", PatchScene.ChangAn), await system.PersonAsync("officer", PatchScene.ChangAn));
        var batch = await one.Program.UploadedAsync(Code(), PatchScene.Row("both", 114.91));
        var patch = (await ComparedAsync(one.Program, batch.GetProperty("id").GetInt64(), "both")).GetProperty("patch");
        var body = new { verdict = "V1", reason = "no paper", checklist = Seen, revision = patch.GetProperty("revision").GetInt64() };
        var path = $"api/patches/{patch.GetProperty("id").GetInt64()}/verdict";

        var answers = await Task.WhenAll(one.Program.StatusAsync("POST", path, body), other.Program.StatusAsync("POST", path, body));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Order());
        Assert.Equal("patch-changed", (await other.Program.ProblemAsync("POST", path, body)).Code);
    }

    [Fact]
    public async Task Patch_of_another_area_is_not_there()
    {
        var officer = (await system.PersonAsync("officer", PatchScene.Shijiazhuang)).Program;
        var stranger = (await system.PersonAsync("officer", "130200")).Program;
        var batch = await officer.UploadedAsync(Code(), PatchScene.Row("hidden", 114.92));
        var id = (await ComparedAsync(officer, batch.GetProperty("id").GetInt64(), "hidden")).GetProperty("patch").GetProperty("id").GetInt64();

        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync("GET", $"api/patches/{id}"));
        Assert.Equal(0, (await stranger.JsonAsync("GET", "api/patches?q=hidden")).GetProperty("total").GetInt32());
        Assert.DoesNotContain(batch.GetProperty("id").GetInt64(), (await stranger.JsonAsync("GET", "api/patch-batches")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetInt64()));
        Assert.Equal(1, (await officer.JsonAsync("GET", "ogc/collections/patches/items?code=hidden")).GetProperty("numberReturned").GetInt32());
        Assert.Equal(0, (await stranger.JsonAsync("GET", "ogc/collections/patches/items?code=hidden")).GetProperty("numberReturned").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, await system.Anonymous().StatusAsync("GET", "ogc/collections/patches/items"));
    }

    [Fact]
    public async Task Patch_is_given_to_whoever_may_judge_there()
    {
        var officer = await system.PersonAsync("officer", PatchScene.Shijiazhuang);
        var (inspector, stranger) = (await system.PersonAsync("inspector", PatchScene.ChangAn), await system.PersonAsync("inspector", "130200"));
        var batch = await officer.Program.UploadedAsync(Code(), PatchScene.Row("given", 114.93));
        var patch = (await ComparedAsync(officer.Program, batch.GetProperty("id").GetInt64(), "given")).GetProperty("patch");
        var (path, revision) = ($"api/patches/{patch.GetProperty("id").GetInt64()}/assign", patch.GetProperty("revision").GetInt64());

        Assert.Equal("bad-parameter", (await officer.Program.ProblemAsync("POST", path, new { assignee = stranger.Account, revision })).Code);
        await officer.Program.JsonAsync("POST", path, new { assignee = inspector.Account, revision });

        Assert.Equal(1, (await inspector.Program.JsonAsync("GET", "api/patches?mine=true")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Batch_is_compared_again_when_the_map_has_changed()
    {
        await system.Store.LoadThemesAsync();
        var officer = (await system.PersonAsync("officer", PatchScene.Shijiazhuang)).Program;
        var batch = await officer.UploadedAsync(Code(), PatchScene.Row("again", 114.63));
        var id = batch.GetProperty("id").GetInt64();
        Assert.Equal("doubtful", (await ComparedAsync(officer, id, "again")).GetProperty("patch").GetProperty("outcome").GetString());
        await system.Store.AddLandAsync("land_use", 114.63, -20, -20, 60, 60, new { TBBH = "2", DLBM = "0103" });
        await system.Store.AddLandAsync("approval", 114.63, -20, -20, 60, 60, new { number = "批-2", use = "0601", approved_on = "2026-01-01", valid_to = "2027-12-31" });

        await officer.JsonAsync("POST", $"api/patch-batches/{id}/compare", new { });

        await Eventually.TrueAsync(
            async () => (await ComparedAsync(officer, id, "again")).GetProperty("patch").GetProperty("outcome").GetString() == "explained", "it is explained");
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        var officer = (await system.PersonAsync("officer", PatchScene.Shijiazhuang)).Program;
        var batch = await officer.UploadedAsync(Code(), [.. Enumerable.Range(0, 7).Select(n => PatchScene.Row($"page-{n}", 115 + (n * 0.01)))]);
        var id = batch.GetProperty("id").GetInt64();
        await ComparedAsync(officer, id, "page-6");
        var seen = new List<long>();
        string? after = null;
        do
        {
            var page = await officer.JsonAsync("GET", $"api/patches?batch={id}&limit=3{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetInt64()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal((7, 7), (seen.Count, seen.Distinct().Count()));
    }
}
