using System.Net;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.VectorTiles;
using Xunit;

namespace Gis.Tiles.Tests.Writing;

/// <summary>After a change the tiles that it touches are other ones, and no others are.</summary>
public sealed class FreshTiles_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Items = "/ogc/collections/parcels/items";
    private const string Everywhere = "administrator|130000|";

    [Fact]
    public async Task Only_the_tiles_that_a_change_touches_are_made_again()
    {
        var client = await system.WithAsync(Everywhere);
        string[] touched = [SmallWorld.ChanganTile, "14/6316/13403"];
        string[] others = [SmallWorld.LunanTile, "10/394/836", "14/6316/13399", "9/197/418"];
        var before = await TagsAsync(client, [.. touched, .. others]);

        await client.PatchAsync($"{Items}/5", """{"properties":{"code":"touched"}}""");
        var after = await TagsAsync(client, [.. touched, .. others]);

        Assert.All(touched, address => Assert.NotEqual(before[address], after[address]));
        Assert.All(others, address => Assert.Equal(before[address], after[address]));
        Assert.Contains("touched", (await client.GetTileAsync("parcels", SmallWorld.ChanganTile)).Values("code"));
    }

    [Fact]
    public async Task Tiles_in_degrees_are_made_again_where_a_change_touches_them()
    {
        var client = await system.WithAsync(Everywhere);
        string[] addresses = ["9/147/837", "13/2364/13403", "9/143/848", "13/2365/13403"];
        var before = await TagsAsync(client, addresses, TileClient.GeographicPath);

        await client.PatchAsync($"{Items}/9", """{"properties":{"code":"in degrees"}}""");
        var after = await TagsAsync(client, addresses, TileClient.GeographicPath);

        Assert.Equal([true, true, false, false], addresses.Select(address => before[address] != after[address]));
    }

    [Fact]
    public async Task Feature_that_moves_freshens_where_it_was_and_where_it_is()
    {
        var client = await system.WithAsync(Everywhere);
        string[] addresses = [SmallWorld.ChanganTile, SmallWorld.LunanTile, "10/391/843"];
        var before = await TagsAsync(client, addresses);

        await client.PatchAsync($"{Items}/6", """{"geometry":{"type":"Polygon","coordinates":[[[118.2,39.64],[118.201,39.64],[118.201,39.641],[118.2,39.64]]]}}""");
        var after = await TagsAsync(client, addresses);

        Assert.Equal([true, true, false], addresses.Select(address => before[address] != after[address]));
    }

    [Fact]
    public async Task Change_just_outside_freshens_the_tile_whose_buffer_it_reaches()
    {
        // The edge between columns 13402 and 13403 of zoom 14 lies at 114.499512 degrees; a sixty-fourth of a tile beside it is 0.00034 degrees.
        var client = await system.WithAsync(Everywhere);
        const string tile = "14/6308/13403";
        var before = await TagsAsync(client, [tile]);

        await client.WriteAsync("POST", Items, WriterClient.Parcel(114.4980, 38.20, "130102"), WriterClient.GeoJson);
        var far = await TagsAsync(client, [tile]);
        await client.WriteAsync("POST", Items, WriterClient.Parcel(114.49840, 38.20, "130102"), WriterClient.GeoJson);
        var near = await TagsAsync(client, [tile]);

        Assert.Equal(before[tile], far[tile]);
        Assert.NotEqual(far[tile], near[tile]);
    }

    /// <summary>The change is made in the store alone, as by another process.</summary>
    [Fact]
    public async Task Change_of_another_process_is_seen_and_a_restart_keeps_all_tags()
    {
        var client = await system.WithAsync(Everywhere);
        await client.PatchAsync($"{Items}/7", """{"properties":{"code":"first"}}""");
        var before = await TagsAsync(client, [SmallWorld.ChanganTile, SmallWorld.LunanTile]);

        await system.Store.ExecuteAsync(
            "SELECT change_feature('parcels', 1, 'update', 8, 'from elsewhere', NULL, NULL, '130102', 10::smallint, '{}', NULL, NULL, 'elsewhere')");
        await Eventually.TrueAsync(async () => (await TagsAsync(client, [SmallWorld.ChanganTile]))[SmallWorld.ChanganTile] != before[SmallWorld.ChanganTile], "the tile is another");
        var after = await TagsAsync(client, [SmallWorld.ChanganTile, SmallWorld.LunanTile]);
        await system.RestartAsync();
        var again = await TagsAsync(await system.WithAsync(Everywhere), [SmallWorld.ChanganTile, SmallWorld.LunanTile]);

        Assert.Equal(before[SmallWorld.LunanTile], after[SmallWorld.LunanTile]);
        Assert.Contains("from elsewhere", (await (await system.WithAsync(Everywhere)).GetTileAsync("parcels", SmallWorld.ChanganTile)).Values("code"));
        Assert.Equal(after, again);
    }

    [Fact]
    public async Task Published_layer_that_is_edited_is_asked_for_again_and_mostly_not_sent()
    {
        var client = await system.WithAsync(Everywhere);
        await client.PatchAsync("/ogc/collections/districts/items/2", """{"properties":{"households":3}}""");
        var path = TileClient.Path("districts", SmallWorld.ChanganTile);
        var answer = await system.Anyone.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);

        Assert.True(answer.Headers.CacheControl is { Public: true, NoCache: true });
        Assert.Equal(HttpStatusCode.NotModified, (await system.Anyone.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Counts_and_extent_of_a_layer_follow_its_changes()
    {
        var client = await system.WithAsync(Everywhere);
        var before = (await client.GetItemsAsync("districts", "?limit=1")).GetProperty("numberMatched").GetInt64();

        await client.WriteAsync(
            "POST", "/ogc/collections/districts/items",
            """{"type":"Feature","properties":{"area_code":"130102"},"geometry":{"type":"Polygon","coordinates":[[[113.5,37],[113.6,37],[113.6,37.1],[113.5,37]]]}}""", WriterClient.GeoJson);

        Assert.Equal(before + 1, (await client.GetItemsAsync("districts", "?limit=1")).GetProperty("numberMatched").GetInt64());
        Assert.Equal(113.5, (await client.GetJsonAsync("/ogc/collections/districts")).GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0][0].GetDouble());
    }

    private static async Task<Dictionary<string, string>> TagsAsync(HttpClient client, string[] addresses, Func<string, string, string>? pathOf = null)
    {
        var tags = new Dictionary<string, string>();
        foreach (var address in addresses)
        {
            using var answer = await client.GetAsync((pathOf ?? TileClient.Path)("parcels", address));
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
            tags.Add(address, answer.Headers.ETag!.ToString());
        }

        return tags;
    }
}
