using System.Net;
using System.Text.Json;
using Gis.Server.Patches.Review;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.Live;
using Gis.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Server.Tests.Patches.Review;

/// <summary>Spreading a batch, interests, deadlines and their reminders, and the news of all that.</summary>
public sealed class Assignment_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private const string County = "130104";
    private const string Elsewhere = "130202";
    private static readonly string[] NoKinds = ["no such"];

    [Fact]
    public async Task A_batch_is_spread_as_its_preview_said()
    {
        var city = await system.PersonAsync("officer", PatchScene.Shijiazhuang);
        var (one, other) = (await system.PersonAsync("officer", County), await system.PersonAsync("inspector", County));
        await one.Program.JsonAsync("POST", "api/patch-interests", new { kind = "parcel", value = "批-9", reason = "my brother's" });
        var batch = await system.Store.BatchAsync();
        var patches = new List<long>();
        for (var n = 0; n < 6; n++)
        {
            patches.Add(await system.Store.PatchAsync(batch, $"spread-{n}", County, basicFarmlandM2: n));
        }

        await system.Store.ExecuteAsync(
            "INSERT INTO patch_overlap (patch_id, theme, layer, edition, feature, document, state, area_m2, share) VALUES ($1, 'approval', 'approvals', 1, 1, '批-9', 'valid', 50, 0.5)", patches[5]);
        var path = $"api/patch-batches/{batch}/assign";

        var plan = await city.Program.JsonAsync("POST", $"{path}?preview=true", new { });
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_event e JOIN patch p ON p.id = e.patch_id WHERE p.batch_id = $1 AND e.kind = 'assigned'", batch));
        var done = await city.Program.JsonAsync("POST", path, new { });

        Assert.Equal((false, true), (plan.GetProperty("isDone").GetBoolean(), done.GetProperty("isDone").GetBoolean()));
        Assert.Equal(plan.GetProperty("people").GetRawText(), done.GetProperty("people").GetRawText());
        Assert.Equal([(one.Account, 3), (other.Account, 3)], Given(done).Order());
        Assert.Equal(other.Account, await system.Store.ScalarAsync<long>("SELECT assignee FROM patch_standing WHERE id = $1", patches[5]));
        Assert.Equal(0, (await city.Program.JsonAsync("POST", path, new { })).GetProperty("patches").GetInt32());
        Assert.Equal(3, (await other.Program.JsonAsync("GET", "api/patches?mine=true")).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, await (await system.PersonAsync("officer", Elsewhere)).Program.StatusAsync("POST", path, new { }));
        Assert.Equal("bad-parameter", (await city.Program.ProblemAsync("POST", path, new { due = "2020-01-01" })).Code);
        Assert.Equal("bad-parameter", (await city.Program.ProblemAsync("POST", path, new { kinds = NoKinds })).Code);

        static IEnumerable<(long, int)> Given(JsonElement told) =>
            told.GetProperty("people").EnumerateArray().Select(person => (person.GetProperty("account").GetInt64(), person.GetProperty("given").GetInt32())).Where(person => person.Item2 > 0);
    }

    [Fact]
    public async Task Takers_are_told_with_their_load_and_whether_they_may()
    {
        var city = await system.PersonAsync("officer", PatchScene.Shijiazhuang);
        var near = await system.PersonAsync("officer", "130105");
        var patch = await system.Store.PatchAsync(await system.Store.BatchAsync(), "takers-1", "130105");
        await near.Program.JsonAsync("POST", "api/patch-interests", new { kind = "area", value = "130105", reason = "lives there" });

        var takers = (await city.Program.JsonAsync("GET", $"api/patches/{patch}/takers")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal((near.Account, 0, true), (takers[0].GetProperty("account").GetInt64(), takers[0].GetProperty("distance").GetInt32(), takers[0].GetProperty("hasInterest").GetBoolean()));
        Assert.Contains(takers, taker => taker.GetProperty("account").GetInt64() == city.Account && taker.GetProperty("distance").GetInt32() == 1);
    }

    [Fact]
    public async Task Interests_are_ones_own_or_the_administrators_to_declare_and_stay_in_the_books()
    {
        var (officer, stranger, administrator) =
            (await system.PersonAsync("officer", PatchScene.ChangAn), await system.PersonAsync("officer", PatchScene.ChangAn), await system.PersonAsync("administrator", PatchScene.Shijiazhuang));
        var wish = new { account = officer.Account, kind = "party", value = "李某", reason = "wife's firm" };

        Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("POST", "api/patch-interests", wish));
        var made = await administrator.Program.JsonAsync("POST", "api/patch-interests", wish);
        var id = made.GetProperty("id").GetInt64();

        Assert.Contains(id, await IdsAsync(officer));
        Assert.DoesNotContain(id, await IdsAsync(stranger));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("DELETE", $"api/patch-interests/{id}"));
        Assert.Equal(HttpStatusCode.NoContent, await officer.Program.StatusAsync("DELETE", $"api/patch-interests/{id}"));
        Assert.DoesNotContain(id, await IdsAsync(officer));
        Assert.Equal(
            ["patch-interest.declare", "patch-interest.withdraw"],
            (await system.Store.ScalarAsync<string>("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_entry WHERE details ->> 'interest' = $1::text", $"{id}"))!.Split(' '));

        static async Task<IEnumerable<long>> IdsAsync(TestPerson person) =>
            (await person.Program.JsonAsync("GET", "api/patch-interests")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("party", " LI Ltd ", true)]
    [InlineData("party", "Li", false)]
    [InlineData("area", "130102003", true)]
    [InlineData("area", "130102004", false)]
    [InlineData("parcel", "地-7", true)]
    public async Task An_interest_is_found_by_what_the_patch_lies_on(string kind, string value, bool isFound)
    {
        await system.Store.LoadThemesAsync();
        var officer = await system.PersonAsync("officer", PatchScene.ChangAn);
        var patch = await system.Store.PatchAsync(await system.Store.BatchAsync(), "lies-on");
        var feature = await system.Store.ScalarAsync<long>(
            """
            INSERT INTO layer_feature (layer, edition, id, area_code, properties, geom)
            SELECT layer, 1, 700 + $1, '130102', '{"QSDWMC": "Li Ltd", "ZLDWDM": "1301020030120000000"}', ST_MakeEnvelope(114.5, 38, 114.501, 38.001, 4490) FROM land_theme WHERE theme = 'land_use' RETURNING id
            """,
            patch);
        await system.Store.ExecuteAsync(
            """
            INSERT INTO patch_overlap (patch_id, theme, layer, edition, feature, document, state, area_m2, share)
            SELECT $1, theme, layer, 1, $2, '地-7', 'timeless', 100, 1 FROM land_theme WHERE theme = 'land_use'
            """,
            patch, feature);

        await officer.Program.JsonAsync("POST", "api/patch-interests", new { kind, value, reason = "by test" });

        Assert.Equal(isFound, (await officer.CardAsync(patch)).GetProperty("review").GetProperty("hasInterest").GetBoolean());
    }

    [Fact]
    public async Task Working_days_pass_over_weekends_and_go_by_the_calendar()
    {
        Assert.Equal("2031-01-06", await AfterAsync());
        await system.Store.ExecuteAsync("INSERT INTO work_calendar VALUES ('2031-01-06', false, 'holiday')");
        Assert.Equal("2031-01-07", await AfterAsync());
        await system.Store.ExecuteAsync("INSERT INTO work_calendar VALUES ('2031-01-04', true, 'worked instead')");
        Assert.Equal("2031-01-04", await AfterAsync());
        Assert.Equal("2031-01-17", await system.Store.ScalarAsync<string>("SELECT working_day_after('2031-01-03', 10)::text"));

        Task<string?> AfterAsync() => system.Store.ScalarAsync<string?>("SELECT working_day_after('2031-01-03', 1)::text");   // a Friday
    }

    [Fact]
    public async Task Settings_are_set_by_an_administrator_of_all_and_leave_their_trail()
    {
        var (all, some) = (await system.PersonAsync("administrator", "130000"), await system.PersonAsync("administrator", PatchScene.Shijiazhuang));
        var wish = new { rates = new[] { new { group = "lawful", rate = 0.25 } }, terms = new[] { new { state = "submitted", unit = "working_days", days = 7 } } };

        Assert.Equal(HttpStatusCode.NotFound, await some.Program.StatusAsync("PUT", "api/patch-settings", wish));
        var set = await all.Program.JsonAsync("PUT", "api/patch-settings", wish);

        Assert.Equal(0.25, set.GetProperty("rates").EnumerateArray().Single(rate => rate.GetProperty("group").GetString() == "lawful").GetProperty("rate").GetDouble());
        Assert.Equal(7, set.GetProperty("terms").EnumerateArray().Single(term => term.GetProperty("state").GetString() == "submitted").GetProperty("days").GetInt32());
        Assert.True(await system.Store.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM audit_entry WHERE action = 'patch-settings.set' AND account_id = $1)", all.Account));
        Assert.Equal("bad-parameter", (await all.Program.ProblemAsync("PUT", "api/patch-settings", new { rates = new[] { new { group = "lawful", rate = 2 } } })).Code);
    }

    [Fact]
    public async Task Who_was_given_what_is_late_is_reminded_once_a_day_and_hears_it_at_once()
    {
        var (person, stranger) = (await system.PersonAsync("officer", "130107"), await system.PersonAsync("officer", Elsewhere));
        var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime);
        await system.Store.ExecuteAsync("INSERT INTO work_calendar VALUES ($1, true, NULL) ON CONFLICT (day) DO UPDATE SET works = true", today);
        var batch = await system.Store.BatchAsync();
        var late = await system.Store.PatchAsync(batch, "late", "130107");
        var easy = await system.Store.PatchAsync(batch, "easy", "130107");
        await system.Store.ExecuteAsync(
            "INSERT INTO patch_event (patch_id, kind, at, state, assignee, due) VALUES ($1, 'assigned', now(), 'assigned', $3, $4::date - 1), ($2, 'assigned', now(), 'assigned', $3, $4::date + 60)",
            late, easy, person.Account, today);
        var (hears, deaf) = (new LiveViewer(system, person), new LiveViewer(system, stranger));
        long? end = null;
        var watching = new[] { hears.FollowUntilAsync(() => end), deaf.FollowUntilAsync(() => end) };
        await Eventually.TrueAsync(() => hears.Snapshots + deaf.Snapshots == 2, "both follow");

        var reminders = system.Services.GetRequiredService<DueReminders>();
        await Task.WhenAll(reminders.RunAsync(default), reminders.RunAsync(default));
        await reminders.RunAsync(default);
        end = await system.Store.ScalarAsync<long>("SELECT append_live_event('thing', '{}', ARRAY['130107', '130202'], '{}')");
        await Task.WhenAll(watching);

        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_event WHERE kind = 'reminded' AND patch_id = ANY ($1)", new[] { late, easy }));
        var told = News(hears).Single(one => one.GetProperty("id").GetInt64() == late);
        Assert.Equal((person.Account, "reminded"), (told.GetProperty("assignee").GetInt64(), told.GetProperty("kind").GetString()));
        Assert.DoesNotContain(News(deaf), one => one.GetProperty("id").GetInt64() == late);
        Assert.Contains(late, (await person.Program.JsonAsync("GET", "api/patches?list=overdue")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
        var duties = await person.Program.JsonAsync("GET", "api/patch-duties");
        Assert.Equal((1, 1), (duties.GetProperty("overdue").GetInt32(), duties.GetProperty("myOverdue").GetInt32()));
        var city = await system.PersonAsync("officer", PatchScene.Shijiazhuang);
        Assert.Equal(1, (await city.Program.JsonAsync("GET", "api/patch-duties")).GetProperty("counties").EnumerateArray().Single(county => county.GetProperty("areaCode").GetString() == "130107").GetProperty("overdue").GetInt32());

        static IEnumerable<JsonElement> News(LiveViewer viewer) => viewer.Received.Select(item => JsonDocument.Parse(item).RootElement)
            .Where(item => item.TryGetProperty("patches", out _)).SelectMany(item => item.GetProperty("patches").EnumerateArray());
    }

    [Fact]
    public async Task What_is_with_the_city_is_late_when_its_term_is_over()
    {
        var city = await system.PersonAsync("officer", "130400");
        var patch = await system.Store.PatchAsync(await system.Store.BatchAsync(area: "130400"), "slow", "130402");
        await system.Store.ExecuteAsync("INSERT INTO patch_event (patch_id, kind, at, account_id, state, verdict) VALUES ($1, 'judged', now() - interval '90 days', NULL, 'judged', 'V1'), ($1, 'sent_on', now() - interval '80 days', NULL, 'submitted', NULL)", patch);

        Assert.Contains(patch, (await city.Program.JsonAsync("GET", "api/patches?list=overdue")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
    }
}
