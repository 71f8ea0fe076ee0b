using Gis.Server.Tests.Access;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Patches.Review;

/// <summary>The second verdict through the whole server: blind, and what follows from it.</summary>
public sealed class SecondOpinion_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private const string Secret = "the owner told me so";

    private async Task<(TestPerson First, TestPerson Second, TestPerson City, long Patch)> JudgedAsync(string number)
    {
        await system.Store.ExecuteAsync("UPDATE patch_second_rate SET rate = 1");
        var first = await system.PersonAsync("officer", PatchScene.ChangAn);
        var patch = await system.Store.PatchAsync(await system.Store.BatchAsync(), number);
        await first.ActAsync(patch, "verdict", ReviewScene.V1(Secret));
        return (first, await system.PersonAsync("officer", PatchScene.ChangAn), await system.PersonAsync("officer", PatchScene.Shijiazhuang), patch);
    }

    [Fact]
    public async Task Nothing_that_others_read_tells_a_sealed_verdict()
    {
        var (first, second, city, patch) = await JudgedAsync("sealed-1");
        var later = await system.Store.PatchAsync(await system.Store.BatchAsync(), "later-1");
        await system.Store.ExecuteAsync("UPDATE patch_triage SET earlier = ARRAY[$1], suggestion = 'O5' WHERE patch_id = $2", patch, later);
        foreach (var person in (TestPerson[])[second, city, await system.PersonAsync("inspector", PatchScene.ChangAn)])
        {
            var told = string.Concat(
                await person.CardAsync(patch),
                await person.CardAsync(later),
                await person.Program.JsonAsync("GET", "api/patches?q=sealed-1"),
                await person.Program.JsonAsync("GET", "api/patches?list=judged&q=sealed-1"),
                await person.Program.JsonAsync("GET", "api/patches?list=second"),
                await person.Program.JsonAsync("GET", "ogc/collections/patches/items?code=sealed-1"),
                (await person.Program.JsonAsync("GET", "api/land/at?lon=114.5005&lat=38.0005")).GetProperty("patches").EnumerateArray().Single(one => one.GetProperty("number").GetString() == "sealed-1"),
                await (await person.Program.SendAsync("POST", $"api/patches/{patch}/undo", new { revision = 0 })).Content.ReadAsStringAsync());

            Assert.Contains("sealed-1", told, StringComparison.Ordinal);
            Assert.DoesNotContain("\"V1\"", told, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
        }

        Assert.Equal("patch-sealed", (await second.Program.ProblemAsync("GET", $"api/patches/{patch}/evidence.pdf")).Code);
        var own = await first.CardAsync(patch);
        Assert.Equal("V1", own.GetProperty("patch").GetProperty("verdict").GetString());
        Assert.Equal((true, false), (own.GetProperty("review").GetProperty("isAwaited").GetBoolean(), own.GetProperty("review").GetProperty("isBlind").GetBoolean()));
    }

    [Fact]
    public async Task Where_both_agree_it_goes_on()
    {
        var (first, second, _, patch) = await JudgedAsync("agree-1");
        Assert.Equal("patch-second-waits", await first.RefusedAsync(patch, "send-on", new { }));
        Assert.Equal("patch-second-own", await first.RefusedAsync(patch, "second-opinion", ReviewScene.V1()));
        Assert.Equal("patch-second-waits", await second.RefusedAsync(patch, "verdict", ReviewScene.V1()));
        Assert.Contains(patch, await IdsAsync(second, "second"));
        Assert.DoesNotContain(patch, await IdsAsync(first, "second"));

        var card = await second.ActAsync(patch, "second-opinion", ReviewScene.V1());

        Assert.Equal(("V1", "judged"), (card.GetProperty("patch").GetProperty("verdict").GetString(), card.GetProperty("patch").GetProperty("state").GetString()));
        Assert.Contains(Secret, card.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(patch, await IdsAsync(second, "second"));
        Assert.Equal("patch-second-given", await first.RefusedAsync(patch, "undo", new { }));
        Assert.Equal("submitted", (await first.ActAsync(patch, "send-on", new { })).GetProperty("patch").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Where_they_differ_an_officer_above_settles_it()
    {
        var (first, second, city, patch) = await JudgedAsync("differ-1");

        var card = await second.ActAsync(patch, "second-opinion", ReviewScene.O5());

        Assert.True(card.GetProperty("review").GetProperty("differs").GetBoolean());
        Assert.Equal("patch-second-differs", await first.RefusedAsync(patch, "send-on", new { }));
        Assert.Equal("patch-second-differs", await first.RefusedAsync(patch, "verdict", ReviewScene.V1()));
        Assert.Equal("patch-level", await (await system.PersonAsync("officer", PatchScene.ChangAn)).RefusedAsync(patch, "settle", ReviewScene.V1()));
        Assert.Contains(patch, await IdsAsync(city, "differs"));
        var settled = await city.ActAsync(patch, "settle", ReviewScene.V1("the second photograph shows the wall"));
        Assert.Equal(("V1", "reviewed"), (settled.GetProperty("patch").GetProperty("verdict").GetString(), settled.GetProperty("patch").GetProperty("state").GetString()));
        Assert.Equal("O5", settled.GetProperty("history").EnumerateArray().Last().GetProperty("details").GetProperty("settles").GetProperty("second").GetString());
    }

    [Fact]
    public async Task Whoever_has_an_interest_neither_judges_nor_reviews_nor_is_asked()
    {
        var (_, second, city, patch) = await JudgedAsync("interest-1");
        await second.Program.JsonAsync("POST", "api/patch-interests", new { kind = "area", value = PatchScene.ChangAn, reason = "my family farms there" });

        Assert.Equal("patch-interest", await second.RefusedAsync(patch, "second-opinion", ReviewScene.V1()));
        Assert.DoesNotContain(patch, await IdsAsync(second, "second"));
        var open = await system.Store.PatchAsync(await system.Store.BatchAsync(), "interest-2");
        Assert.Equal("patch-interest", await second.RefusedAsync(open, "verdict", ReviewScene.V1()));
        Assert.Equal("patch-interest", await city.RefusedAsync(open, "assign", new { assignee = second.Account }));
    }

    [Fact]
    public async Task How_often_it_is_drawn_is_what_was_set()
    {
        var drawn = await system.Store.ScalarAsync<long>("SELECT count(*) FROM generate_series(1, 20000) id WHERE patch_draw(id) < 0.1");

        Assert.InRange(drawn, 1_850, 2_150);
        Assert.Equal(await system.Store.ScalarAsync<double>("SELECT patch_draw(417)"), await system.Store.ScalarAsync<double>("SELECT patch_draw(417)"));
    }

    [Fact]
    public async Task Agreement_is_told_with_its_pairs_and_only_of_the_callers_areas()
    {
        await system.Store.ExecuteAsync("UPDATE patch_second_rate SET rate = 1");
        var (one, other) = (await system.PersonAsync("officer", "130202"), await system.PersonAsync("officer", "130202"));
        var batch = await system.Store.BatchAsync(area: "130202");
        for (var n = 0; n < 6; n++)
        {
            var patch = await system.Store.PatchAsync(batch, $"pair-{n}", "130202");
            await one.ActAsync(patch, "verdict", n < 4 ? ReviewScene.V1() : ReviewScene.O5());
            await other.ActAsync(patch, "second-opinion", n < 3 ? ReviewScene.V1() : ReviewScene.O5());
        }

        var told = await one.Program.JsonAsync("GET", "api/patch-agreement?area=130202");

        // po = 5/6, pe = 4/6 · 3/6 + 2/6 · 3/6 = 1/2.
        Assert.Equal(6, told.GetProperty("overall").GetProperty("pairs").GetInt32());
        Assert.Equal(2 / 3.0, told.GetProperty("overall").GetProperty("value").GetDouble(), 1e-9);
        Assert.Equal([one.Account, other.Account], told.GetProperty("officers").EnumerateArray().Select(officer => officer.GetProperty("account").GetInt64()).Order());
        Assert.Equal(["130202"], told.GetProperty("counties").EnumerateArray().Select(county => county.GetProperty("areaCode").GetString()!));
        Assert.Equal(0, (await (await system.PersonAsync("officer", "130400")).Program.JsonAsync("GET", "api/patch-agreement")).GetProperty("overall").GetProperty("pairs").GetInt32());
        Assert.Equal("bad-parameter", (await one.Program.ProblemAsync("GET", "api/patch-agreement?from=2026-02-01&to=2026-01-01")).Code);
    }

    private static async Task<IEnumerable<long>> IdsAsync(TestPerson person, string list) =>
        (await person.Program.JsonAsync("GET", $"api/patches?list={list}&limit=5000")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetInt64());
}
