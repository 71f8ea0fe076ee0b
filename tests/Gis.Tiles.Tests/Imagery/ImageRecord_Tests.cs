using System.Net;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>Image layers stand in the catalogue like others, and whoever reads their pictures is counted.</summary>
[Collection(ImagesSystemGroup.Name)]
public sealed class ImageRecord_Tests(ImagesSystem system)
{
    private const string Records = "/ogc/collections/records/items";
    private const string Tile = "WebMercatorQuad/15/12633/26806";

    [Fact]
    public async Task Record_leads_to_the_pictures_and_to_no_features()
    {
        var record = await system.Anyone.GetJsonAsync($"{Records}/photo");
        var links = record.GetProperty("links").EnumerateArray().DistinctBy(link => link.GetProperty("rel").GetString()).ToDictionary(link => link.GetProperty("rel").GetString()!, link => link.GetProperty("href").GetString()!, StringComparer.Ordinal);
        var template = record.GetProperty("linkTemplates")[0];

        Assert.Equal(("image", "raster"), (record.GetProperty("properties").GetProperty("kind").GetString(), record.GetProperty("properties").GetProperty("geometry_kind").GetString()));
        Assert.DoesNotContain("items", links.Keys);
        Assert.Equal("map", (await system.Anyone.GetJsonAsync(links["http://www.opengis.net/def/rel/ogc/1.0/tilesets-map"])).GetProperty("tilesets")[0].GetProperty("dataType").GetString());
        Assert.Equal("3.0.0", (await system.Anyone.GetJsonAsync(links["preview"])).GetProperty("tilejson").GetString());
        Assert.Equal("image/png", template.GetProperty("type").GetString());
        using var tile = await system.Anyone.GetAsync(template.GetProperty("uriTemplate").GetString()!.Replace("WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}", Tile, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, tile.StatusCode);
    }

    [Fact]
    public async Task Records_are_found_by_their_kind_and_hidden_pictures_are_absent()
    {
        var reader = (await system.PersonAsync("inspector", "130000")).Program;

        Assert.Equal(["photo"], await IdsAsync(system.Anyone, "?kind=image"));
        Assert.Equal(["photo", "secret"], await IdsAsync(reader, "?geometry_kind=raster"));
        Assert.DoesNotContain("photo", await IdsAsync(reader, "?kind=stored"));
        Assert.Equal(HttpStatusCode.NotFound, (await system.Anyone.GetAsync($"{Records}/secret")).StatusCode);
        var entry = (await reader.GetJsonAsync("/api/layers?ids=photo")).GetProperty("items")[0];
        Assert.Equal(("image", 3), (entry.GetProperty("kind").GetString(), entry.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Tiles_of_pictures_are_counted_whichever_way_they_are_asked_for()
    {
        var department = await system.PersonAsync("guest", "130200", ["secret"]);
        var administrator = (await system.PersonAsync("administrator", "130000")).Program;
        var tile = await department.Program.GetByteArrayAsync("/ogc/collections/secret/map/tiles/WebMercatorQuad/12/1579/3350");
        var byWmts = await department.Program.GetByteArrayAsync(
            "/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=secret&STYLE=default&FORMAT=image/png&TILEMATRIXSET=WebMercatorQuad&TILEMATRIX=12&TILEROW=1579&TILECOL=3350");

        JsonElement use = default;
        await Eventually.TrueAsync(
            async () =>
            {
                use = (await administrator.GetJsonAsync("/api/layers/secret/usage")).GetProperty("accounts").EnumerateArray()
                    .FirstOrDefault(row => row.GetProperty("name").GetString() == department.Name);
                return use.ValueKind == JsonValueKind.Object && use.GetProperty("sum").GetProperty("requests").GetInt64() == 2;
            },
            "both tiles are counted");

        Assert.Equal((2, tile.Length + byWmts.Length), (use.GetProperty("sum").GetProperty("tiles").GetInt64(), use.GetProperty("sum").GetProperty("bytes").GetInt64()));
    }

    private static async Task<List<string?>> IdsAsync(HttpClient client, string query) =>
        [.. (await client.GetJsonAsync(Records + query)).GetProperty("features").EnumerateArray().Select(record => record.GetProperty("id").GetString())];
}
