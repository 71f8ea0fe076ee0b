using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Writing;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>Several layers in one tile. These tests change layers, so they have a system of their own.</summary>
public sealed class DatasetTile_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Everywhere = "administrator|130000|";

    private static string Path(string collections, string address = SmallWorld.ChanganTile) => $"/ogc/tiles/WebMercatorQuad/{address}?collections={collections}";

    [Theory]
    [InlineData("parcels,districts,outfalls")]
    [InlineData("outfalls,parcels,districts")]
    public async Task Layers_stand_one_behind_the_other_as_asked_for(string collections)
    {
        var client = await system.WithAsync(Everywhere);
        var parts = new List<byte>();
        foreach (var layer in collections.Split(','))
        {
            parts.AddRange(await client.GetByteArrayAsync(TileClient.Path(layer, SmallWorld.ChanganTile)));
        }

        Assert.Equal(parts, await client.GetByteArrayAsync(Path(collections)));
    }

    [Fact]
    public async Task Gdal_finds_each_layer_in_it()
    {
        var bytes = await (await system.WithAsync(Everywhere)).GetByteArrayAsync(Path("parcels,districts"));

        Assert.Equal(SmallWorld.ChanganParcels, (await DecodedTile.ReadAsync(bytes, SmallWorld.ChanganTile, "parcels")).Features.Count);
        Assert.Single((await DecodedTile.ReadAsync(bytes, SmallWorld.ChanganTile, "districts")).Features);
    }

    /// <summary>Whoever may not see one of the layers is told what he is told of a layer that does not exist, to the last byte.</summary>
    [Fact]
    public async Task Hidden_layer_is_absent_as_one_that_does_not_exist()
    {
        foreach (var path in (string[])["/ogc/tiles/WebMercatorQuad/0/0/0", "/ogc/tiles/WebMercatorQuad", "/ogc/tiles"])
        {
            using var hidden = await system.Anyone.GetAsync($"{path}?collections=districts,parcels");
            using var absent = await system.Anyone.GetAsync($"{path}?collections=districts,nowhere");

            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, absent.StatusCode));
            Assert.Equal(await WordsAsync(absent), await WordsAsync(hidden));
            Assert.Equal(absent.Headers.CacheControl, hidden.Headers.CacheControl);
        }
    }

    [Fact]
    public async Task Known_tag_does_not_open_a_layer_that_is_hidden()
    {
        using var first = await (await system.WithAsync(Everywhere)).GetAsync(Path("districts,parcels"));

        Assert.Equal(HttpStatusCode.NotFound, (await AskAgainAsync(system.Anyone, Path("districts,parcels"), first)).StatusCode);
    }

    [Fact]
    public async Task Areas_of_the_caller_limit_each_layer()
    {
        var bytes = await (await system.WithAsync("inspector|130200|")).GetByteArrayAsync(Path("districts,parcels"));

        Assert.Equal(await system.Anyone.GetByteArrayAsync(TileClient.Path("districts", SmallWorld.ChanganTile)), bytes);
    }

    [Fact]
    public async Task Without_names_it_holds_what_the_caller_may_see()
    {
        const string address = "/ogc/tiles/WebMercatorQuad/" + SmallWorld.ChanganTile;

        using var open = await system.Anyone.GetAsync(address);
        var all = await (await system.WithAsync(Everywhere)).GetByteArrayAsync(address);

        Assert.Equal(await system.Anyone.GetByteArrayAsync(Path("districts,outfalls")), await open.Content.ReadAsByteArrayAsync());
        Assert.True(open.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Single((await DecodedTile.ReadAsync(all, SmallWorld.ChanganTile, "units")).Features);
    }

    [Fact]
    public async Task What_is_known_is_not_sent_again_until_one_of_the_layers_changes()
    {
        var client = await system.WithAsync(Everywhere);
        using var first = await client.GetAsync(Path("districts,parcels"));
        using var same = await AskAgainAsync(client, Path("districts,parcels"), first);
        await client.PatchAsync("/ogc/collections/parcels/items/3", """{"properties":{"code":"other"}}""");
        using var changed = await AskAgainAsync(client, Path("districts,parcels"), first);
        using var otherOrder = await client.GetAsync(Path("parcels,districts"));

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, changed.StatusCode));
        Assert.NotEqual(changed.Headers.ETag, otherOrder.Headers.ETag);
    }

    [Theory]
    [InlineData("districts", "public, max-age=3600, stale-while-revalidate=86400")]
    [InlineData("districts,outfalls", "public, max-age=5")]
    [InlineData("districts,parcels,outfalls", "private, no-cache")]
    public async Task It_is_kept_as_the_strictest_of_its_layers(string collections, string expected)
    {
        using var answer = await (await system.WithAsync(Everywhere)).GetAsync(Path(collections));

        Assert.Equal(expected.Split(", ").Order(), answer.Headers.CacheControl!.ToString().Split(", ").Order());
    }

    [Theory]
    [InlineData("/0/0/0?collections=", "collections")]
    [InlineData("/0/0/0?collections=districts,districts", "collections")]
    [InlineData("/0/0/0?collections=districts,,outfalls", "collections")]
    [InlineData("/0/0/0?collections=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y", "collections")]
    [InlineData("/0/0/0?asOf=2026-11-22", "collections")]
    [InlineData("/0/0/0?collections=outfalls&asOf=2026-11-22", "asOf")]
    [InlineData("/0/0/0?colour=red", "colour")]
    [InlineData("?collections=districts,districts", "collections")]
    public async Task What_is_not_understood_is_refused_with_what_is_accepted(string address, string parameter)
    {
        using var answer = await system.Anyone.GetAsync($"/ogc/tiles/WebMercatorQuad{address}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.GetProperty("accepted").GetString()!);
    }

    [Fact]
    public async Task Layers_without_room_are_left_out_whole_and_named()
    {
        await system.Store.ExecuteAsync(
            """
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat)
            SELECT kind, '满' || n, 'Full ' || n || repeat('x', 200), '130102', 114.2 + (n % 100) * 0.0005, 37.9 + n * 0.000002
            FROM generate_series(1, 2500) n, unnest(ARRAY['noise_station', 'water_station']) kind
            """);
        var client = await system.WithAsync(Everywhere);

        using var answer = await client.GetAsync(Path("noise_stations,water_stations,districts", "10/395/836"));
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal("water_stations", answer.Headers.GetValues("Gis-Layers-Left-Out").Single());
        Assert.InRange(bytes.Length, 300_000, 500_000);
        Assert.Equal(
            [.. await client.GetByteArrayAsync(TileClient.Path("noise_stations", "10/395/836")), .. await client.GetByteArrayAsync(TileClient.Path("districts", "10/395/836"))],
            bytes);
    }

    [Fact]
    public async Task It_is_counted_for_the_owner_of_each_layer_with_his_part()
    {
        var person = await system.PersonAsync("inspector|130000|");
        var part = await (await system.WithAsync("inspector|130000|")).GetByteArrayAsync(TileClient.Path("parcels", SmallWorld.ChanganTile));

        await person.Program.GetAsync(Path("districts,parcels"));
        await person.Program.GetAsync(Path("districts,nowhere"));

        Task<long> CountAsync(string sum, string layer) =>
            system.Store.ScalarAsync<long>($"SELECT coalesce(sum({sum}), 0)::bigint FROM layer_usage WHERE layer = '{layer}' AND account_id = {person.Account}");
        await Eventually.TrueAsync(
            async () => await CountAsync("tiles", "districts") > 0 && await CountAsync("tiles", "parcels") > 0, "the use of both is stored", TimeSpan.FromSeconds(30));
        Assert.Equal((1, 1, part.Length), (await CountAsync("tiles", "districts"), await CountAsync("requests", "parcels"), await CountAsync("bytes", "parcels")));
    }

    private static async Task<string> WordsAsync(HttpResponseMessage answer) =>
        string.Join('|', (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateObject().Where(member => member.Name is not ("traceId" or "instance")).Select(member => member.ToString()));

    private static async Task<HttpResponseMessage> AskAgainAsync(HttpClient client, string path, HttpResponseMessage before)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        return await client.SendAsync(request);
    }
}
