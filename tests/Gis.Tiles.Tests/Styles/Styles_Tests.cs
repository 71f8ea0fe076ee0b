using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Styles;

/// <summary>Styles as people store them and as map libraries load them.</summary>
public sealed class Styles_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Administrator = "administrator|130000|";

    private static object Fill(string colour, string id = "areas") => new { id, type = "fill", paint = new Dictionary<string, object> { ["fill-color"] = colour } };

    private static object Wish(string colour, bool isDefault = false) => new { titleZh = "面", titleEn = $"Areas in {colour}", isDefault, layers = new[] { Fill(colour) } };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string layer, string style, object wish, string? ifMatch = null) =>
        SendAsync(client, HttpMethod.Put, $"/api/layers/{layer}/styles/{style}", wish, ifMatch);

    private static string ColourOf(JsonElement style) => style.GetProperty("layers")[0].GetProperty("paint").GetProperty("fill-color").GetString()!;

    [Fact]
    public async Task Layer_without_a_stored_style_has_one_made_from_its_kind()
    {
        var answer = await system.Anyone.GetAsync("/ogc/collections/districts/styles/default");
        var style = await system.Anyone.GetJsonAsync("/ogc/collections/districts/styles/default");
        var dark = await system.Anyone.GetJsonAsync("/ogc/collections/districts/styles/default?theme=dark");

        Assert.Equal("application/vnd.mapbox.style+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(8, style.GetProperty("version").GetInt32());
        var source = style.GetProperty("sources").GetProperty("districts");
        Assert.Equal("vector", source.GetProperty("type").GetString());
        Assert.Equal(new Uri(system.Address, "/ogc/collections/districts/tiles/WebMercatorQuad/{z}/{y}/{x}").OriginalString.TrimEnd('/'), Uri.UnescapeDataString(source.GetProperty("tiles")[0].GetString()!));
        Assert.Equal("Test survey", source.GetProperty("attribution").GetString());
        Assert.Equal(12, source.GetProperty("maxzoom").GetInt32());
        Assert.All(style.GetProperty("layers").EnumerateArray(), layer => Assert.Equal("districts", layer.GetProperty("source-layer").GetString()));
        Assert.NotEqual(ColourOf(style), ColourOf(dark));
        Assert.Equal(HttpStatusCode.BadRequest, (await system.Anyone.GetAsync("/ogc/collections/districts/styles/default?theme=pink")).StatusCode);
    }

    [Fact]
    public async Task Stored_style_is_served_whole_and_the_first_is_the_default()
    {
        var administrator = await system.WithAsync(Administrator);

        var made = await PutAsync(administrator, "parcels", "plain", Wish("#112233"));
        var second = await PutAsync(administrator, "parcels", "second", Wish("#445566"));
        var list = await administrator.GetJsonAsync("/ogc/collections/parcels/styles");
        var style = await administrator.GetJsonAsync("/ogc/collections/parcels/styles/default");

        Assert.Equal((HttpStatusCode.Created, "\"1\""), (made.StatusCode, made.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal("plain", list.GetProperty("default").GetString());
        Assert.Equal(["plain", "second"], list.GetProperty("styles").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal("#112233", ColourOf(style));
        Assert.Equal("parcels", style.GetProperty("layers")[0].GetProperty("source").GetString());

        await PutAsync(administrator, "parcels", "second", Wish("#445566", isDefault: true), "\"1\"");
        Assert.Equal("#445566", ColourOf(await administrator.GetJsonAsync("/ogc/collections/parcels/styles/default")));
        var shown = (await administrator.GetJsonAsync("/api/map/layers")).GetProperty("items").EnumerateArray().Single(layer => layer.GetProperty("id").GetString() == "parcels");
        Assert.Equal("#445566", shown.GetProperty("style")[0].GetProperty("paint").GetProperty("fill-color").GetString());

        await SendAsync(administrator, HttpMethod.Delete, "/api/layers/parcels/styles/second", ifMatch: "*");
        Assert.Equal("#112233", ColourOf(await administrator.GetJsonAsync("/ogc/collections/parcels/styles/default")));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync("/ogc/collections/parcels/styles/second")).StatusCode);
    }

    [Fact]
    public async Task Style_is_changed_only_on_the_ground_of_its_latest_version_and_each_version_stays()
    {
        var person = await system.PersonAsync(Administrator);
        var administrator = person.Program;
        await PutAsync(administrator, "air_stations", "dots", Dots(3));
        var tag = (await administrator.GetAsync("/ogc/collections/air_stations/styles/dots")).Headers.ETag!.Tag;

        var blind = await PutAsync(administrator, "air_stations", "dots", Dots(4));
        var known = await PutAsync(administrator, "air_stations", "dots", Dots(5), tag);
        var late = await PutAsync(administrator, "air_stations", "dots", Dots(6), tag);
        var absent = await PutAsync(administrator, "air_stations", "other", Dots(6), "\"1\"");
        var versions = (await administrator.GetJsonAsync("/api/layers/air_stations/styles/dots/versions")).GetProperty("items");

        Assert.Equal(HttpStatusCode.PreconditionRequired, blind.StatusCode);
        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (known.StatusCode, known.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, absent.StatusCode);
        Assert.Equal([2, 1], versions.EnumerateArray().Select(one => one.GetProperty("version").GetInt32()));
        Assert.Equal([5, 3], versions.EnumerateArray().Select(one => one.GetProperty("layers")[0].GetProperty("paint").GetProperty("circle-radius").GetInt32()));
        Assert.All(versions.EnumerateArray(), one => Assert.Equal(person.Name, one.GetProperty("changedBy").GetString()));
        Assert.Equal(2, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'layer.style' AND entity_id = 'air_stations'"));
        Assert.Equal(2, await system.Store.ScalarAsync<long>("SELECT count(*) FROM live_event WHERE kind = 'layer' AND payload = '{\"layer\": \"air_stations\"}'"));

        static object Dots(int radius) => new
        {
            titleZh = "点",
            titleEn = "Dots",
            layers = new[] { new { id = "dots", type = "circle", paint = new Dictionary<string, object> { ["circle-radius"] = radius } } },
        };
    }

    [Fact]
    public async Task Owner_and_administrators_of_everything_write_styles_others_do_not_and_hidden_layers_are_absent()
    {
        var owner = await system.PersonAsync("guest|130102|parcels");
        await system.Store.ExecuteAsync($"UPDATE layer_record SET owner_account = '{owner.Name}' WHERE layer = 'parcels'");
        var reader = await system.WithAsync("administrator|130100|");
        var stranger = await system.WithAsync("guest|130102|districts");

        await Eventually.TrueAsync(
            async () => (await owner.Program.GetJsonAsync("/api/layers/parcels/styles")).GetProperty("mayEdit").GetBoolean(), "the owner is known", TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(owner.Program, "parcels", "mine", Wish("red"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(owner.Program, "districts", "mine", Wish("red"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(reader, "parcels", "mine", Wish("red"), "*")).StatusCode);
        Assert.False((await reader.GetJsonAsync("/api/layers/parcels/styles")).GetProperty("mayEdit").GetBoolean());
        foreach (var layer in (string[])["parcels", "nowhere"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(stranger, layer, "mine", Wish("red"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/layers/{layer}/styles")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/layers/{layer}/styles/mine/versions")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(stranger, HttpMethod.Delete, $"/api/layers/{layer}/styles/mine", ifMatch: "*")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/ogc/collections/{layer}/styles/mine")).StatusCode);
        }

        Assert.DoesNotContain("parcels", await stranger.GetStringAsync("/ogc/styles"), StringComparison.Ordinal);
        Assert.Contains("parcels.mine", await owner.Program.GetStringAsync("/ogc/styles"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await system.Anyone.GetAsync("/ogc/collections/parcels/styles/mine")).StatusCode);
    }

    [Theory]
    [InlineData("""{"titleZh":"z","titleEn":"e","layers":[{"id":"a","type":"fill","paint":{"fill-colour":"red"}}]}""", "/layers/0/paint/fill-colour")]
    [InlineData("""{"titleZh":"z","titleEn":"","layers":[{"id":"a","type":"fill"}]}""", "/titleEn")]
    [InlineData("""{"titleZh":"z","titleEn":"e","sprite":"x","layers":[{"id":"a","type":"fill"}]}""", "/sprite")]
    [InlineData("""{"titleZh":"z","titleEn":"e"}""", "/layers")]
    public async Task Style_that_cannot_be_drawn_is_refused_with_its_place(string body, string at)
    {
        var administrator = await system.WithAsync(Administrator);

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await administrator.PutAsync("/api/layers/districts/styles/bad", content);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(("urn:gis:bad-style", at), (problem.GetProperty("type").GetString(), problem.GetProperty("at").GetString()));
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Style_too_large_is_refused()
    {
        var administrator = await system.WithAsync(Administrator);

        using var content = new StringContent(new string(' ', 200_000), System.Text.Encoding.UTF8, "application/json");
        var answer = await administrator.PutAsync("/api/layers/districts/styles/large", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Values_of_a_property_are_those_of_the_features_that_the_caller_sees()
    {
        var lunan = await system.WithAsync("officer|130202|");

        var classes = await lunan.GetJsonAsync("/api/layers/districts/values?property=class");
        var households = await lunan.GetJsonAsync("/api/layers/districts/values?property=households");
        var codes = await lunan.GetJsonAsync("/api/layers/parcels/values?property=code");

        Assert.Equal(("district", 2), (classes.GetProperty("values")[0].GetProperty("value").GetString(), classes.GetProperty("values")[0].GetProperty("count").GetInt32()));
        Assert.Equal((12, 12), (households.GetProperty("values")[0].GetProperty("value").GetInt32(), households.GetProperty("percentiles")[100].GetInt32()));
        Assert.Equal(SmallWorld.LunanParcels, codes.GetProperty("different").GetInt32());
        Assert.All(codes.GetProperty("values").EnumerateArray(), one => Assert.StartsWith("L", one.GetProperty("value").GetString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, (await lunan.GetAsync("/api/layers/parcels/values?property=secret")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lunan.GetAsync("/api/layers/nowhere/values?property=code")).StatusCode);
    }
}
