using System.Globalization;
using System.Net;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.VectorTiles;
using Gis.Tiles.Tests.VectorTiles.Mvt;
using Xunit;

namespace Gis.Tiles.Tests.Writing;

/// <summary>A stored layer answers for what it was at a time: features, single ones and tiles, through changes and editions.</summary>
public sealed class AsOf_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Items = "/ogc/collections/parcels/items";
    private const string Everywhere = "administrator|130000|";

    [Fact]
    public async Task Feature_page_and_tile_are_as_they_were_before_a_change()
    {
        var client = await system.WithAsync(Everywhere);
        var before = await NowAsync();
        await client.PatchAsync($"{Items}/5", """{"properties":{"code":"first"}}""");
        var between = await NowAsync();
        await client.PatchAsync($"{Items}/5", """{"properties":{"code":"second"}}""");

        Assert.Equal("C5", (await client.GetJsonAsync($"{Items}/5?asOf={before}")).Code());
        Assert.Equal("first", (await client.GetJsonAsync($"{Items}/5?asOf={between}")).Code());
        Assert.Equal("second", (await client.GetJsonAsync($"{Items}/5")).Code());
        Assert.Equal("second", (await client.GetJsonAsync($"{Items}/5?asOf={Today}")).Code());
        Assert.Equal([5], (await client.GetItemsAsync("parcels", $"?code=first&asOf={between}")).Ids());
        Assert.Empty((await client.GetItemsAsync("parcels", "?code=first")).Ids());
        Assert.Contains("C5", (await TileAsync(client, "parcels", SmallWorld.ChanganTile, before)).Values("code"));
        Assert.DoesNotContain("first", (await TileAsync(client, "parcels", SmallWorld.ChanganTile, before)).Values("code"));
        Assert.Contains("first", (await TileAsync(client, "parcels", SmallWorld.ChanganTile, between)).Values("code"));
        Assert.Contains("second", (await client.GetTileAsync("parcels", SmallWorld.ChanganTile)).Values("code"));
    }

    [Fact]
    public async Task Tile_in_degrees_and_tile_of_several_layers_are_as_they_were()
    {
        var client = await system.WithAsync(Everywhere);
        var before = await NowAsync();
        await client.PatchAsync($"{Items}/12", """{"properties":{"code":"in degrees"}}""");

        foreach (var path in (string[])[TileClient.GeographicPath("parcels", "9/147/837"), "/ogc/tiles/CGCS2000Quad/9/147/837?collections=districts,parcels"])
        {
            var then = MvtDecoder.Read(await client.GetByteArrayAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={before}"));
            var now = MvtDecoder.Read(await client.GetByteArrayAsync(path));
            Assert.Contains(then, feature => Equals(feature.Tags.GetValueOrDefault("code"), "C12"));
            Assert.Contains(now, feature => Equals(feature.Tags.GetValueOrDefault("code"), "in degrees"));
        }
    }

    [Fact]
    public async Task Filter_on_a_tile_asks_what_was_then()
    {
        var client = await system.WithAsync(Everywhere);
        await client.PatchAsync($"{Items}/15", """{"properties":{"code":"once"}}""");
        var then = await NowAsync();
        await client.PatchAsync($"{Items}/15", """{"properties":{"code":"later"}}""");

        foreach (var path in (string[])[TileClient.Path("parcels", SmallWorld.ChanganTile), TileClient.GeographicPath("parcels", "9/147/837"), "/ogc/tiles/CGCS2000Quad/9/147/837?collections=parcels"])
        {
            Assert.Equal(["once"], await CodesAsync(path, "once", then));
            Assert.Empty(await CodesAsync(path, "later", then));
            Assert.Empty(await CodesAsync(path, "once", asOf: null));
            Assert.Equal(["later"], await CodesAsync(path, "later", asOf: null));
        }

        async Task<IEnumerable<object?>> CodesAsync(string path, string code, string? asOf)
        {
            var question = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}filter={Uri.EscapeDataString($"code = '{code}'")}{(asOf is null ? "" : $"&asOf={asOf}")}";
            using var answer = await client.GetAsync(question);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
            var tile = await answer.Content.ReadAsByteArrayAsync();
            return tile.Length == 0 ? [] : MvtDecoder.Read(tile).Select(feature => feature.Tags.GetValueOrDefault("code"));
        }
    }

    [Fact]
    public async Task Deleted_feature_is_there_before_and_added_one_is_not()
    {
        var client = await system.WithAsync(Everywhere);
        var before = await NowAsync();
        var count = (await client.GetItemsAsync("parcels", $"?limit=1000&asOf={before}")).Ids().Count;
        var added = (await client.WriteAsync("POST", Items, WriterClient.Parcel(114.7, 38.1, "130102"), WriterClient.GeoJson)).Headers.Location!.PathAndQuery;
        await client.WriteAsync("DELETE", $"{Items}/6", ifMatch: "*");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Items}/6?asOf={before}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Items}/6")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{added}?asOf={before}")).StatusCode);
        Assert.Equal(count, (await client.GetItemsAsync("parcels", $"?limit=1000&asOf={before}")).Ids().Count);
    }

    [Fact]
    public async Task Low_zoom_follows_a_change_and_remembers_what_it_drew()
    {
        var client = await system.WithAsync(Everywhere);
        var before = await NowAsync();
        var drawn = await client.GetTileAsync("districts", "6/24/52");

        await client.PatchAsync("/ogc/collections/districts/items/1", """{"geometry":{"coordinates":[[[[113.0,36.0],[113.4,36.0],[113.4,36.4],[113.0,36.0]]]]}}""");

        Assert.Contains("130102", drawn.Values("code"));
        Assert.DoesNotContain("130102", (await client.GetTileAsync("districts", "6/24/52")).Values("code"));
        Assert.Contains("130102", (await client.GetTileAsync("districts", "6/25/52")).Values("code"));
        Assert.Contains("130102", (await TileAsync(client, "districts", "6/24/52", before)).Values("code"));
        Assert.DoesNotContain("130102", (await TileAsync(client, "districts", "6/25/52", before)).Values("code"));
    }

    [Fact]
    public async Task Areas_limit_what_was_as_they_limit_what_is()
    {
        var everywhere = await system.WithAsync(Everywhere);
        var tangshan = await system.WithAsync("inspector|130200|");
        await everywhere.PatchAsync($"{Items}/9", """{"properties":{"code":"hidden"}}""");
        var then = await NowAsync();
        await everywhere.PatchAsync($"{Items}/9", """{"properties":{"code":"hidden again"}}""");

        Assert.Equal(SmallWorld.LunanParcels, (await tangshan.GetItemsAsync("parcels", $"?limit=1000&asOf={then}")).Ids().Count);
        Assert.Equal(HttpStatusCode.NotFound, (await tangshan.GetAsync($"{Items}/9?asOf={then}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await system.Anyone.GetAsync($"{Items}/9?asOf={then}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await tangshan.GetAsync($"{TileClient.Path("parcels", SmallWorld.ChanganTile)}?asOf={then}")).StatusCode);
    }

    [Fact]
    public async Task Earlier_edition_is_read_with_the_changes_made_to_it()
    {
        await MakeLayerAsync("walks");
        var client = await system.WithAsync(Everywhere);
        await Eventually.TrueAsync(async () => (await client.GetAsync("/ogc/collections/walks")).IsSuccessStatusCode, "the layer is in the catalogue");
        var imported = await NowAsync();
        await client.PatchAsync("/ogc/collections/walks/items/1", """{"properties":{"code":"edited"}}""");
        var edited = await NowAsync();
        await ImportAsync("walks", edition: 2, "new edition");
        await Eventually.TrueAsync(async () => (await client.GetJsonAsync("/ogc/collections/walks/items/1")).Code() == "new edition", "the new edition is shown");

        Assert.Equal("edition 1", (await client.GetJsonAsync($"/ogc/collections/walks/items/1?asOf={imported}")).Code());
        Assert.Equal("edited", (await client.GetJsonAsync($"/ogc/collections/walks/items/1?asOf={edited}")).Code());
        Assert.Equal("new edition", (await client.GetJsonAsync($"/ogc/collections/walks/items/1?asOf={await NowAsync()}")).Code());
    }

    [Theory]
    [InlineData("parcels", "2020-01-01")]
    [InlineData("parcels", "2999-01-01")]
    [InlineData("parcels", "yesterday")]
    [InlineData("parcels", "2026-11-22T08:00:00")]
    [InlineData("units", "2026-11-22")]
    public async Task Time_that_has_no_answer_is_refused(string layer, string asOf)
    {
        var client = await system.WithAsync(Everywhere);

        var items = await client.GetAsync($"/ogc/collections/{layer}/items?asOf={asOf}");
        var tile = await client.GetAsync($"{TileClient.Path(layer, SmallWorld.ChanganTile)}?asOf={asOf}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (items.StatusCode, tile.StatusCode));
        Assert.Equal("asOf", (await items.ProblemAsync()).GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Edition_that_is_no_longer_kept_is_gone()
    {
        await MakeLayerAsync("trees");
        var first = await NowAsync();
        await ImportAsync("trees", edition: 2, "second");
        await system.Store.ExecuteAsync("UPDATE layer SET editions_kept = 1 WHERE id = 'trees'; SELECT drop_layer_editions('trees')");
        var client = await system.WithAsync(Everywhere);
        await Eventually.TrueAsync(async () => (await client.GetAsync("/ogc/collections/trees")).IsSuccessStatusCode, "the layer is in the catalogue");

        Assert.Equal(HttpStatusCode.Gone, (await client.GetAsync($"/ogc/collections/trees/items?asOf={first}")).StatusCode);
        Assert.Equal("second", (await client.GetJsonAsync($"/ogc/collections/trees/items/1?asOf={await NowAsync()}")).Code());
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM layer_feature WHERE layer = 'trees' AND edition = 1"));
    }

    /// <summary>What lies long enough behind will never be another; what is being made may.</summary>
    [Fact]
    public async Task Past_is_kept_by_caches_once_it_is_settled()
    {
        await system.Store.ExecuteAsync("UPDATE layer_shown SET shown_at = now() - interval '2 days' WHERE layer = 'districts'");
        var path = TileClient.Path("districts", "8/98/209");
        var settled = await system.Anyone.GetAsync($"{path}?asOf={DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        var recent = await system.Anyone.GetAsync($"{path}?asOf={await NowAsync()}");

        Assert.Equal("public, max-age=86400, immutable", settled.Headers.CacheControl!.ToString());
        Assert.Equal("no-cache", recent.Headers.CacheControl!.ToString());
    }

    private static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<DecodedTile> TileAsync(HttpClient client, string layer, string address, string asOf)
    {
        using var answer = await client.GetAsync($"{TileClient.Path(layer, address)}?asOf={asOf}");
        return answer.StatusCode == HttpStatusCode.NoContent ? DecodedTile.Empty : await DecodedTile.ReadAsync(await answer.Content.ReadAsByteArrayAsync(), address, layer);
    }

    private async Task<string> NowAsync() =>
        (await system.Store.ScalarAsync<DateTime>("SELECT clock_timestamp()")).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private async Task MakeLayerAsync(string layer)
    {
        await system.Store.ExecuteAsync(
            $"""
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published) VALUES ('{layer}', '层', 'Layer', 'stored', 'point', 'CC0', 'test', 'test', 'test', true)
            """);
        await ImportAsync(layer, edition: 1, "edition 1");
    }

    private Task<int> ImportAsync(string layer, int edition, string code) => system.Store.ExecuteAsync(
        $"""
        INSERT INTO layer_feature (layer, edition, id, code, geom) VALUES ('{layer}', {edition}, 1, '{code}', ST_SetSRID(ST_MakePoint(114, 38), 4490));
        INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count) VALUES ('{layer}', {edition}, 'test', 'test', 1);
        UPDATE layer SET edition = {edition} WHERE id = '{layer}';
        """);
}
