using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.VectorTiles.Mvt;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>Tiles of the features that match a filter and a time. These tests count cuts and import a layer, so they have a system of their own.</summary>
public sealed class FilteredTile_Tests(FilteredTileSystem system) : IClassFixture<FilteredTileSystem>
{
    private const string Everywhere = "administrator|130000|";
    private const double Margin = 64.0 / 4096;

    /// <summary>What draws nothing: a unit of the grid, and a little for rounding.</summary>
    private const double Sliver = 2.0 / 4096;

    private static readonly string Districts = TileClient.Path("districts", "6/24/53");

    private static readonly string[] Filters =
    [
        "size > 40", "size BETWEEN 10 AND 30 AND kind = 'field'", "kind IN ('pond', 'field') OR code LIKE 'P1%'", "NOT (kind = 'wood')", "area_code = '130102'", "kind IS NULL",
        "S_INTERSECTS(geometry, BBOX(114.42,38.02,114.55,38.11))", "S_WITHIN(geometry, POLYGON((114.4 38, 114.6 38, 114.6 38.2, 114.4 38))) AND size % 2 = 0", "size * 2 > 90 AND code <> 'P7'",
    ];

    /// <summary>Both ways: every feature of the tile is an item of its box with the edge around it, and every item of a box a little smaller is in the tile.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Tile_has_the_ids_that_items_have_with_the_same_filter_in_its_box(int seed)
    {
        var (chance, owner, drawn) = (new Random(seed), await system.WithAsync(Everywhere), 0);
        for (var i = 0; i < 40; i++)
        {
            var (z, isGeographic) = (chance.Next(10, 15), chance.Next(2) == 0);
            var (lon, lat) = (114.4 + (0.2 * chance.NextDouble()), 38 + (0.2 * chance.NextDouble()));
            var box = isGeographic ? new Box(z, lon, lat) : Box.OfWebMap(z, lon, lat);
            var filter = $"filter={Uri.EscapeDataString(Filters[chance.Next(Filters.Length)])}{(chance.Next(3) == 0 ? "&datetime=2026-11-22" : "")}";

            var tile = await IdsAsync(owner, $"/ogc/collections/plots/tiles/{(isGeographic ? "CGCS2000Quad" : "WebMercatorQuad")}/{z}/{box.Y}/{box.X}?{filter}");
            var most = (await owner.GetItemsAsync("plots", $"?limit=10000&{filter}&bbox={box.With(Margin + Sliver)}")).Ids();
            var least = (await owner.GetItemsAsync("plots", $"?limit=10000&{filter}&bbox={box.With(Margin - Sliver)}")).Ids();

            Assert.Empty(tile.Except(most));
            Assert.Empty(least.Except(tile));
            drawn += tile.Count;
        }

        Assert.True(drawn > 100, $"{drawn} features in all");
    }

    /// <summary>The pyramid holds what had room in it. A filter asks about all features, and by their own geometry, not by that of the pyramid.</summary>
    [Theory]
    [InlineData("WebMercatorQuad", 7)]
    [InlineData("CGCS2000Quad", 6)]
    public async Task Low_zoom_finds_what_its_pyramid_left_out(string set, int z)
    {
        var owner = await system.WithAsync(Everywhere);
        var box = set == "CGCS2000Quad" ? new Box(z, 114.5, 38.1) : Box.OfWebMap(z, 114.5, 38.1);
        var path = $"/ogc/collections/crowd/tiles/{set}/{z}/{box.Y}/{box.X}";

        var all = await IdsAsync(owner, path);
        var odd = await IdsAsync(owner, $"{path}?filter=rare = TRUE");
        var items = (await owner.GetItemsAsync("crowd", "?limit=10000&filter=rare = TRUE")).Ids();
        var somewhere = await IdsAsync(owner, $"{path}?filter=rare = TRUE AND S_INTERSECTS(geometry, POINT(114.4002 38.0002))");

        Assert.NotEmpty(items.Except(all));
        Assert.Equal(items, odd.Order());
        Assert.Equal((await owner.GetItemsAsync("crowd", "?filter=rare = TRUE AND S_INTERSECTS(geometry, POINT(114.4002 38.0002))")).Ids(), somewhere);
    }

    [Theory]
    [InlineData("alarms", "2026-11-22")]
    [InlineData("alarms", "2026-11-21T05:00:00Z")]
    [InlineData("alarms", "../2026-11-21")]
    [InlineData("incidents", "2026-11-22/..")]
    [InlineData("incidents", "2020-01-01")]
    [InlineData("districts", "2020-01-01")]
    public async Task Time_means_what_it_means_for_items(string layer, string time)
    {
        var owner = await system.WithAsync(Everywhere);

        var tile = await IdsAsync(owner, $"{TileClient.Path(layer, "5/12/26")}?datetime={time}");

        Assert.Equal((await owner.GetItemsAsync(layer, $"?datetime={time}")).Ids().Order(), tile.Order());
    }

    [Fact]
    public async Task Filter_may_be_json_with_its_geometry_in_another_system()
    {
        var filter = Uri.EscapeDataString("""{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[39.5,118.2]}]}""");

        var tile = await IdsAsync(system.Anyone, $"{Districts}?filter-lang=cql2-json&filter-crs=http://www.opengis.net/def/crs/EPSG/0/4490&filter={filter}");

        Assert.Equal([2], tile);
    }

    [Theory]
    [InlineData("filter=nothing = 1", "filter")]
    [InlineData("filter=code = ", "filter")]
    [InlineData("filter=", "filter")]
    [InlineData("filter=code = '1'&filter-lang=sql", "filter-lang")]
    [InlineData("filter=code = '1'&filter-crs=EPSG:1", "filter-crs")]
    [InlineData("datetime=yesterday", "datetime")]
    [InlineData("filter=code = '1'&filter=code = '2'", "filter")]
    [InlineData("code=130102", "code")]
    public async Task Wish_that_cannot_be_read_is_refused_with_what_is_accepted(string query, string parameter)
    {
        foreach (var path in (string[])[$"{Districts}?", "/ogc/tiles/WebMercatorQuad/6/24/53?collections=districts&"])
        {
            using var answer = await system.Anyone.GetAsync(path + query);

            var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((HttpStatusCode.BadRequest, parameter), (answer.StatusCode, told.GetProperty("parameter").GetString()));
            Assert.NotEmpty(told.GetProperty("accepted").GetString()!);
        }
    }

    [Fact]
    public async Task Filter_never_reaches_beyond_the_areas_of_the_caller()
    {
        var caller = await system.WithAsync("inspector|130200|");

        var own = await IdsAsync(caller, $"{TileClient.Path("parcels", "6/24/53")}?filter=code LIKE '%1' OR TRUE = TRUE");
        using var hidden = await system.Anyone.GetAsync($"{TileClient.Path("parcels", "6/24/53")}?filter=code = 'C1'");
        using var absent = await system.Anyone.GetAsync($"{TileClient.Path("nowhere", "6/24/53")}?filter=code = 'C1'");

        Assert.All(own, id => Assert.InRange(id, 101, 100 + SmallWorld.LunanParcels));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, absent.StatusCode));
    }

    [Fact]
    public async Task Tag_names_the_filter_and_is_known_again()
    {
        var tags = new List<EntityTagHeaderValue>();
        foreach (var query in (string[])["", "?filter=code = '130102'", "?filter=code = '130202'", "?datetime=2026-11-22"])
        {
            using var answer = await system.Anyone.GetAsync(Districts + query);
            using var request = new HttpRequestMessage(HttpMethod.Get, Districts + query);
            request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            tags.Add(answer.Headers.ETag!);

            Assert.Contains("public", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotModified, (await system.Anyone.SendAsync(request)).StatusCode);
        }

        Assert.Equal(4, tags.Distinct().Count());
    }

    [Fact]
    public async Task Equal_wishes_at_once_are_cut_once()
    {
        var owner = await system.WithAsync(Everywhere);
        using var cuts = new CutProbe("crowd");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => owner.GetByteArrayAsync($"{TileClient.Path("crowd", "7/49/104")}?filter=rare = FALSE AND code <> 'C9'")));

        Assert.Equal(1, cuts.Total);
    }

    /// <summary>Together the filtered tiles would fill the memory some times over; what is asked for without a filter stays all the same.</summary>
    [Fact]
    public async Task Filtered_tiles_never_push_out_the_others()
    {
        var owner = await system.WithAsync(Everywhere);
        var plain = TileClient.Path("plots", "12/1577/3350");
        await owner.GetByteArrayAsync(plain);
        using var cuts = new CutProbe("plots");
        for (var i = 0; i < 100; i++)
        {
            await owner.GetByteArrayAsync($"{TileClient.Path("plots", "10/394/837")}?filter=size <> {i + 1000}");
        }

        await owner.GetByteArrayAsync(plain);

        Assert.Equal(100, cuts.Total);
    }

    [Fact]
    public async Task Filter_holds_for_each_layer_of_a_tile_of_several()
    {
        var owner = await system.WithAsync(Everywhere);
        var parts = new List<byte>();
        foreach (var layer in (string[])["districts", "parcels"])
        {
            parts.AddRange(await owner.GetByteArrayAsync($"{TileClient.Path(layer, SmallWorld.ChanganTile)}?filter=area_code = '130102' AND code <> 'C3'"));
        }

        Assert.Equal(parts, await owner.GetByteArrayAsync($"/ogc/tiles/WebMercatorQuad/{SmallWorld.ChanganTile}?collections=districts,parcels&filter=area_code = '130102' AND code <> 'C3'"));
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.GetAsync($"/ogc/tiles/WebMercatorQuad/{SmallWorld.ChanganTile}?filter=area_code = '130102'")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.GetAsync($"/ogc/tiles/WebMercatorQuad/{SmallWorld.ChanganTile}?collections=districts,parcels&filter=households = 12")).StatusCode);
    }

    [Fact]
    public async Task Definition_tells_of_the_parameters()
    {
        var paths = (await system.Anyone.GetJsonAsync("/ogc/api")).GetProperty("paths");

        foreach (var path in (string[])["/collections/{collectionId}/tiles", "/tiles"])
        {
            var names = paths.GetProperty($"{path}/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}").GetProperty("get").GetProperty("parameters")
                .EnumerateArray().Select(parameter => parameter.GetProperty("$ref").GetString()!.Split('/')[^1]);
            Assert.Superset(new HashSet<string>(["filter", "filter-lang", "filter-crs", "datetime"]), names.ToHashSet());
        }
    }

    private static async Task<List<long>> IdsAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return [.. MvtDecoder.Read(await answer.Content.ReadAsByteArrayAsync()).Select(feature => feature.Id)];
    }

    /// <summary>The box of a tile in degrees.</summary>
    private sealed record Box(int X, int Y, Func<double, double> Lon, Func<double, double> Lat)
    {
        /// <summary>Of the grid in degrees.</summary>
        public Box(int z, double lon, double lat)
            : this((int)((lon + 180) / Side(z)), (int)((90 - lat) / Side(z)), x => -180 + (x * Side(z)), y => 90 - (y * Side(z)))
        {
        }

        public static Box OfWebMap(int z, double lon, double lat)
        {
            double n = 1 << z;
            var y = (1 - (Math.Asinh(Math.Tan(double.DegreesToRadians(lat))) / Math.PI)) / 2 * n;
            return new((int)((lon + 180) / 360 * n), (int)y, x => (x / n * 360) - 180, row => double.RadiansToDegrees(Math.Atan(Math.Sinh(Math.PI * (1 - (2 * row / n))))));
        }

        /// <summary>West, south, east, north, with an edge of so many sides around it.</summary>
        public string With(double edge) => string.Create(CultureInfo.InvariantCulture, $"{Lon(X - edge):R},{Lat(Y + 1 + edge):R},{Lon(X + 1 + edge):R},{Lat(Y - edge):R}");

        private static double Side(int z) => 180.0 / (1 << z);
    }
}
