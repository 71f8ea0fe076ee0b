using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Records;

/// <summary>The catalogue as people use it: what each may see of it, what is overdue, and how an administrator changes it.</summary>
public sealed class Catalogue_Tests(RecordsSystem system) : IClassFixture<RecordsSystem>
{
    private static async Task<string> ListAsync(HttpClient client, string query = "") => string.Join(
        ' ', (await client.GetJsonAsync($"/api/layers{query}")).GetProperty("items").EnumerateArray().Select(layer => layer.GetProperty("id").GetString()));

    private static object Edit(string description, object? owner = null, bool findable = false, bool confirm = false, int? days = null) => new
    {
        titleZh = "噪声监测站",
        titleEn = "Noise stations",
        licence = "Owner's terms",
        ownerAccount = owner,
        findable,
        confirm,
        words = new { descriptionEn = description, updateEveryDays = days, keywordsEn = new[] { "noise" } },
    };

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string layer, object edit) => client.PutAsJsonAsync($"/api/layers/{layer}/record", edit);

    [Fact]
    public async Task Record_of_a_hidden_layer_is_absent_from_lists_searches_counts_links_and_its_own_address()
    {
        var department = await system.WithAsync("guest", "130102", "parcels");

        var hidden = await system.Anyone.GetJsonAsync("/ogc/collections/records/items?q=secret");
        var shown = await department.GetJsonAsync("/ogc/collections/records/items?q=secret");

        Assert.Equal((0, 1), (hidden.GetProperty("numberMatched").GetInt32(), shown.GetProperty("numberMatched").GetInt32()));
        Assert.Equal("districts outfalls", await RecordsSystem.IdsAsync(system.Anyone));
        Assert.Equal("districts outfalls parcels", await RecordsSystem.IdsAsync(department));
        Assert.Equal("districts outfalls parcels", await ListAsync(department));
        Assert.DoesNotContain("parcels", await system.Anyone.GetStringAsync("/ogc/collections/records/items"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await department.GetAsync("/ogc/collections/records/items/parcels")).StatusCode);
        foreach (var layer in (string[])["parcels", "nothing"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await system.Anyone.GetAsync($"/ogc/collections/records/items/{layer}")).StatusCode);
        }
    }

    [Fact]
    public async Task Extent_and_count_are_of_what_the_caller_sees()
    {
        var lunan = await system.WithAsync("officer", "130202");

        var record = await RecordsSystem.RecordAsync(lunan, "parcels");
        var entry = (await lunan.GetJsonAsync("/api/layers?ids=parcels")).GetProperty("items")[0];

        Assert.True(record.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0][0].GetDouble() > 118);
        Assert.Equal(SmallWorld.LunanParcels, entry.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Layer_without_an_edition_has_no_record()
    {
        var administrator = await system.WithAsync("administrator", "130000");

        Assert.DoesNotContain("unready", await ListAsync(administrator), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overdue_are_those_whose_newest_edition_is_older_than_their_duty()
    {
        var administrator = await system.WithAsync("administrator", "130000");

        Assert.Equal("districts parcels", await ListAsync(administrator, "?overdue=true"));
        Assert.Equal("districts", await RecordsSystem.IdsAsync(system.Anyone, "?overdue=true"));
        Assert.DoesNotContain("districts", await RecordsSystem.IdsAsync(system.Anyone, "?overdue=false"), StringComparison.Ordinal);
        var due = (await RecordsSystem.RecordAsync(system.Anyone, "districts")).GetProperty("properties").GetProperty("due").GetString();
        Assert.Equal("2026-01-31T00:00:00Z", due);
    }

    [Fact]
    public async Task Owner_who_confirms_the_content_is_no_longer_overdue()
    {
        await system.Store.ExecuteAsync("UPDATE layer_record SET created_at = '2026-01-01', update_every_days = 5 WHERE layer = 'noise_stations'");
        var administrator = await system.WithAsync("administrator", "130000");
        await Eventually.TrueAsync(async () => (await ListAsync(administrator, "?overdue=true")).Contains("noise", StringComparison.Ordinal), "the duty counts from the first day", TimeSpan.FromSeconds(10));

        using var answer = await PutAsync(administrator, "noise_stations", Edit("Noise", confirm: true, days: 5));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.DoesNotContain("noise", await ListAsync(administrator, "?overdue=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrator_changes_a_record_and_the_trail_keeps_it()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var owner = await system.PersonAsync("guest", "130000");

        using var answer = await PutAsync(administrator.Program, "noise_stations", Edit("All about noise", owner.Name, findable: true));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var record = await RecordsSystem.RecordAsync(administrator.Program, "noise_stations");
        Assert.Equal("All about noise", record.GetProperty("properties").GetProperty("description").GetString());
        var entry = (await administrator.Program.GetJsonAsync("/api/layers?ids=noise_stations")).GetProperty("items")[0];
        Assert.Equal((owner.Name, true), (entry.GetProperty("ownerAccount").GetString(), entry.GetProperty("findable").GetBoolean()));
        Assert.Equal(1, await system.Store.ScalarAsync<long>(
            "SELECT count(*) FROM audit_entry WHERE action = 'layer.record' AND entity_id = 'noise_stations' AND account_id = $1 AND details -> 'words' ->> 'descriptionEn' = 'All about noise'", administrator.Account));
    }

    [Theory]
    [InlineData("administrator", "130102")]
    [InlineData("officer", "130000")]
    public async Task Who_does_not_administer_everything_changes_no_record(string role, string area)
    {
        using var answer = await PutAsync(await system.WithAsync(role, area), "districts", Edit("Mine"));

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.Forbidden]);
        Assert.DoesNotContain("Mine", await system.Anyone.GetStringAsync("/ogc/collections/records/items/districts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_record_is_refused_with_what_is_accepted()
    {
        var administrator = await system.WithAsync("administrator", "130000");
        (object Edit, string Field)[] bad =
        [
            (Edit("x", owner: "no-such-account"), "ownerAccount"),
            (Edit(new string('x', 4001)), "descriptionEn"),
            (Edit("x", days: 0), "updateEveryDays"),
            (new { titleZh = "", titleEn = "e", licence = "l", words = new { } }, "titleZh"),
            (new { titleZh = "z", titleEn = "e", licence = "l", words = new { keywordsZh = new[] { "a,b" } } }, "keywordsZh"),
            (new { titleZh = "z", titleEn = "e", licence = "l", words = new { timeFrom = "2026-02-01", timeTo = "2026-01-01" } }, "timeTo"),
        ];

        foreach (var (edit, field) in bad)
        {
            using var answer = await PutAsync(administrator, "cameras", edit);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

            Assert.Equal((HttpStatusCode.BadRequest, field), (answer.StatusCode, problem.RootElement.GetProperty("parameter").GetString()));
        }
    }

    [Fact]
    public async Task Unknown_layer_has_no_record_to_change()
    {
        using var answer = await PutAsync(await system.WithAsync("administrator", "130000"), "nothing", Edit("x"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task New_layer_has_a_record_from_its_first_day()
    {
        await system.Store.ExecuteAsync("""
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published, edition) VALUES ('fresh', '新', 'Fresh', 'stored', 'point', 'CC0-1.0', 'c', 's', 'o', false, 1)
            """);
        var named = await system.WithAsync("guest", "130000", "fresh");

        await Eventually.TrueAsync(async () => (await RecordsSystem.IdsAsync(named)).Contains("fresh", StringComparison.Ordinal), "the record is there", TimeSpan.FromSeconds(10));
    }
}
