using System.Net;
using Gis.Tiles.Tests.Features;
using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.Writing;

/// <summary>Who may change which features, and what is kept of it.</summary>
public sealed class WriteRights_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Items = "/ogc/collections/parcels/items";

    [Theory]
    [InlineData(null, "districts", HttpStatusCode.Unauthorized)]
    [InlineData(null, "parcels", HttpStatusCode.NotFound)]
    [InlineData("guest|130100|districts", "parcels", HttpStatusCode.NotFound)]
    [InlineData("inspector|130000|", "parcels", HttpStatusCode.Forbidden)]
    [InlineData("guest|130000|parcels", "parcels", HttpStatusCode.Forbidden)]
    [InlineData("administrator|130000|districts", "parcels", HttpStatusCode.NotFound)]
    [InlineData("administrator|130200|", "parcels", HttpStatusCode.Forbidden)]
    [InlineData("administrator|130100|", "parcels", HttpStatusCode.Created)]
    [InlineData("administrator|130000|", "units", HttpStatusCode.MethodNotAllowed)]
    public async Task Feature_is_added_by_those_who_may_write_there(string? grant, string layer, HttpStatusCode expected)
    {
        var client = grant is null ? system.Anyone : await system.WithAsync(grant);

        var answer = await client.WriteAsync("POST", $"/ogc/collections/{layer}/items", WriterClient.Parcel(114.6, 38.2, "130102"), WriterClient.GeoJson);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("officer|130100|", HttpStatusCode.NoContent)]
    [InlineData("inspector|130100|", HttpStatusCode.Forbidden)]
    [InlineData("officer|130100|districts", HttpStatusCode.Forbidden)]
    [InlineData("guest|130100|", HttpStatusCode.Forbidden)]
    [InlineData("guest|130100|districts", HttpStatusCode.NoContent)]
    public async Task Roles_that_a_layer_names_write_it_in_their_areas(string grant, HttpStatusCode expected)
    {
        await system.Store.ExecuteAsync("UPDATE layer SET writers = '{officer,guest}' WHERE id = 'districts'");
        await Eventually.TrueAsync(async () => (await Allowed(await system.WithAsync("officer|130100|"))).Contains("PATCH"), "officers may write");
        var client = await system.WithAsync(grant);

        // A grant of another layer, or a guest's of none, reaches the layer for reading because it is published; not for writing.
        var layer = grant == "officer|130100|districts" ? "parcels" : "districts";
        var answer = await client.PatchAsync($"/ogc/collections/{layer}/items/1", """{"properties":{"class":"district"}}""");

        Assert.Equal(layer == "parcels" ? HttpStatusCode.NotFound : expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.NoContent, (await Allowed(client)).Contains("PATCH") && layer == "districts");
    }

    [Fact]
    public async Task Foreign_and_absent_features_are_refused_alike_and_read_ones_of_others_are_forbidden()
    {
        var tangshan = await system.WithAsync("administrator|130200|");

        var foreign = await tangshan.PatchAsync($"{Items}/5", "{}");
        var absent = await tangshan.PatchAsync($"{Items}/424242", "{}");
        var published = await tangshan.PatchAsync("/ogc/collections/districts/items/1", "{}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, absent.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, published.StatusCode);
    }

    [Theory]
    [InlineData("130202")]
    [InlineData("999999")]
    [InlineData(null)]
    public async Task Feature_cannot_be_moved_to_another_area(string? area)
    {
        var shijiazhuang = await system.WithAsync("administrator|130100|");

        var answer = await shijiazhuang.PatchAsync($"{Items}/6", $$$"""{"properties":{"area_code":{{{(area is null ? "null" : $"\"{area}\"")}}}}}""");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("130102", (await shijiazhuang.GetJsonAsync($"{Items}/6")).GetProperty("properties").GetProperty("area_code").GetString());
    }

    [Fact]
    public async Task Browser_of_another_site_changes_nothing()
    {
        var person = await system.PersonAsync("administrator|130000|");
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Items}/7");
        request.Headers.TryAddWithoutValidation("Cookie", person.HubHeaders["Cookie"]);
        request.Headers.TryAddWithoutValidation("Origin", "https://elsewhere.example");
        request.Headers.TryAddWithoutValidation("If-Match", "*");

        var foreign = await system.Anyone.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await person.Program.GetAsync($"{Items}/7")).StatusCode);
    }

    [Fact]
    public async Task Change_is_kept_with_who_made_it_and_told_to_the_audit_trail_and_the_log()
    {
        var person = await system.PersonAsync("administrator|130100|");

        await person.Program.PatchAsync($"{Items}/8", """{"properties":{"code":"C8b"}}""");

        const string change = "FROM layer_change WHERE layer = 'parcels' AND feature = 8";
        Assert.Equal(person.Name, await system.Store.ScalarAsync<string>($"SELECT actor {change}"));
        Assert.Equal("C8", await system.Store.ScalarAsync<string>("SELECT code FROM layer_feature_version WHERE layer = 'parcels' AND id = 8"));
        Assert.Equal("130102", await system.Store.ScalarAsync<string>("SELECT area_code FROM audit_entry WHERE action = 'feature.update' AND entity_id = 'parcels/8' AND account_id = $1", person.Account));
        Assert.Equal("130102", await system.Store.ScalarAsync<string>("SELECT areas[1] FROM live_event WHERE kind = 'layer' AND payload ->> 'layer' = 'parcels' ORDER BY seq DESC LIMIT 1"));
    }

    [Fact]
    public async Task One_of_two_who_change_the_same_state_is_told_so()
    {
        var client = await system.WithAsync("administrator|130100|");
        var tag = await client.TagAsync($"{Items}/9");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n =>
            client.WriteAsync("PATCH", $"{Items}/9", $$$"""{"properties":{"code":"race {{{n}}}"}}""", WriterClient.MergePatch, tag)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Features_added_at_once_get_ids_of_their_own_which_are_never_given_again()
    {
        var client = await system.WithAsync("administrator|130100|");
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.WriteAsync("POST", Items, WriterClient.Parcel(114.6, 38.2, "130102"), WriterClient.GeoJson)));
        var last = added.MaxBy(answer => long.Parse(answer.Headers.Location!.Segments[^1], System.Globalization.CultureInfo.InvariantCulture))!.Headers.Location!.PathAndQuery;

        await client.WriteAsync("DELETE", last, ifMatch: "*");
        var next = await client.WriteAsync("POST", Items, WriterClient.Parcel(114.6, 38.2, "130102"), WriterClient.GeoJson);

        Assert.Equal(6, added.Select(answer => answer.Headers.Location).Distinct().Count());
        Assert.NotEqual(last, next.Headers.Location!.PathAndQuery);
    }

    private static async Task<ICollection<string>> Allowed(HttpClient client) => (await client.WriteAsync("OPTIONS", "/ogc/collections/districts/items/1")).Content.Headers.Allow;
}
