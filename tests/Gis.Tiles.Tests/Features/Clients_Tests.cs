using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace Gis.Tiles.Tests.Features;

/// <summary>Clients that other departments have walk the whole interface: GDAL and OWSLib. The server's own log tells what they asked for.</summary>
public sealed class Clients_Tests(ClientsSystem system) : IClassFixture<ClientsSystem>
{
    private const string Everywhere = "administrator|130000|";

    private string Root => new Uri(system.Address, "/ogc").ToString();

    private string Source => $"OAPIF:{Root}";

    /// <summary>Each collection that has features is listed with what it has, those without are not, and nothing that GDAL asks for is refused.</summary>
    [Fact]
    public async Task Ogrinfo_lists_every_collection_of_features_and_no_picture()
    {
        var token = await TokenAsync();
        var expected = await FeatureCollectionsAsync();
        system.Log.Clear();

        var (list, log) = await Gdal.DebugAsync("ogrinfo", ["-ro", .. token, Source]);
        var summary = await Gdal.RunAsync("ogrinfo", ["-ro", "-al", "-so", .. token, Source]);

        Assert.Equal(expected.Append("records").Order(), Lines(list).Where(line => char.IsAsciiDigit(line[0])).Select(line => line.Split(' ')[1]).Order());
        Assert.DoesNotContain("ERROR", log, StringComparison.Ordinal);
        Assert.DoesNotContain("photo", summary, StringComparison.Ordinal);
        Assert.All(system.Log.Asked, asked => Assert.Equal(200, asked.Status));
    }

    [Fact]
    public async Task Ogr2ogr_reads_every_collection_whole_page_by_page()
    {
        var (token, owner) = (await TokenAsync(), await system.WithAsync(Everywhere));
        foreach (var collection in await FeatureCollectionsAsync())
        {
            system.Log.Clear();

            var read = await ReadAsync(collection, [.. token, "-oo", "PAGE_SIZE=7"]);

            var expected = (await owner.GetItemsAsync(collection, "?limit=10000")).Ids();
            Assert.Equal((collection, string.Join(' ', expected)), (collection, string.Join(' ', read)));
            Assert.True(system.Log.Asked.Count(asked => asked.Address.StartsWith($"/ogc/collections/{collection}/items?", StringComparison.Ordinal)) >= (expected.Count + 6) / 7);
        }
    }

    [Fact]
    public async Task Ogr2ogr_pushes_a_box_down_to_every_collection()
    {
        var (token, owner) = (await TokenAsync(), await system.WithAsync(Everywhere));
        foreach (var collection in await FeatureCollectionsAsync())
        {
            system.Log.Clear();

            var read = await ReadAsync(collection, [.. token, "-spat", "118", "39", "119", "40"]);

            Assert.Equal((collection, string.Join(' ', (await owner.GetItemsAsync(collection, "?limit=10000&bbox=118,39,119,40")).Ids())), (collection, string.Join(' ', read)));
            Assert.Contains(system.Log.Asked, asked => asked.Address.StartsWith($"/ogc/collections/{collection}/items?", StringComparison.Ordinal) && asked.Address.Contains("bbox=118", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Ogr2ogr_pushes_a_value_down_to_every_collection()
    {
        var (token, owner) = (await TokenAsync(), await system.WithAsync(Everywhere));
        foreach (var collection in await FeatureCollectionsAsync())
        {
            if ((await owner.GetItemsAsync(collection, "?area_code=130102")).Ids() is not { Count: > 0 } expected)
            {
                continue;
            }

            system.Log.Clear();

            var read = await ReadAsync(collection, [.. token, "-where", "area_code = '130102'"]);

            Assert.Equal((collection, string.Join(' ', expected)), (collection, string.Join(' ', read)));
            Assert.Contains(system.Log.Asked, asked => asked.Address.StartsWith($"/ogc/collections/{collection}/items?", StringComparison.Ordinal) && asked.Address.Contains("area_code=130102", StringComparison.Ordinal));
        }
    }

    /// <summary>Debian's GDAL (3.6) knows no Part 2: it turns a box of another system into degrees, asks for that, and turns what it gets. Zone 38 by EPSG:4526.</summary>
    [Fact]
    public async Task Ogr2ogr_takes_a_box_of_a_zone_and_gives_that_zone()
    {
        system.Log.Clear();

        var json = await Gdal.RunAsync(
            "ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=NO", "-spat_srs", "EPSG:4526", "-spat", "38544000", "4213000", "38545200", "4214000", "-t_srs", "EPSG:4526", "/vsistdout/", Source, "outfalls");

        var feature = Assert.Single(JsonDocument.Parse(json).RootElement.GetProperty("features").EnumerateArray());
        Assert.InRange(feature.GetProperty("geometry").GetProperty("coordinates")[0].GetDouble(), 38_544_000, 38_545_200);
        Assert.Contains(system.Log.Asked, asked => asked.Address.Contains("/outfalls/items?", StringComparison.Ordinal) && asked.Address.Contains("bbox=114.5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Owslib_walks_the_features()
    {
        const string Program =
            """
            import sys
            from owslib.ogcapi.features import Features
            service = Features(sys.argv[1])
            print(service.links[0]["rel"], len(service.conformance()["conformsTo"]) > 20, service.api()["openapi"])
            print(" ".join(service.feature_collections()))
            for name in service.feature_collections():
                about, asked, page = service.collection(name), service.collection_queryables(name), service.collection_items(name, limit=10000)
                print(about["id"], "geometry" in asked["properties"], len(page["features"]))
            print([one["id"] for one in service.collection_items("outfalls", bbox=[118, 39, 119, 40])["features"]] == [one["id"] for one in service.collection_items("outfalls", filter="S_INTERSECTS(geometry, BBOX(118,39,119,40))")["features"]])
            print(service.collection_item("districts", 2)["properties"]["name_en"])
            print([one["id"] for one in service.collection_items("districts", datetime="2020-01-01", limit=1)["features"]])
            """;

        var told = Lines(await Gdal.RunAsync("/usr/bin/python3", "-c", Program, Root));

        Assert.Equal(["self True 3.0.3", "districts outfalls", "districts True 2", "outfalls True 5", "True", "Lunan", "[1]"], told);
    }

    [Fact]
    public async Task Owslib_walks_the_records()
    {
        const string Program =
            """
            import sys
            from owslib.ogcapi.records import Records
            service = Records(sys.argv[1])
            print(service.records())
            about = service.collection("records")
            page = service.collection_items("records", limit=1000)
            print(about["itemType"], sorted(one["id"] for one in page["features"]))
            for one in page["features"]:
                assert service.collection_item("records", one["id"])["properties"]["title"] == one["properties"]["title"]
            print([one["id"] for one in service.collection_items("records", q="districts")["features"]])
            print([one["id"] for one in service.collection_items("records", bbox=[114.505, 38.055, 114.506, 38.056], type="dataset")["features"]])
            print(sorted(service.collection_queryables("records")["properties"])[:2])
            """;

        var told = Lines(await Gdal.RunAsync("/usr/bin/python3", "-c", Program, Root));

        Assert.Equal(["['records']", "record ['districts', 'outfalls', 'photo']", "['districts']"], told.Take(3));
        Assert.Contains("'photo'", told[3], StringComparison.Ordinal);
        Assert.DoesNotContain(system.Log.Asked, asked => asked.Status >= 500);
    }

    private async Task<List<long>> ReadAsync(string collection, string[] arguments)
    {
        var json = await Gdal.RunAsync("ogr2ogr", ["-f", "GeoJSON", "-preserve_fid", .. arguments, "/vsistdout/", Source, collection]);
        return [.. JsonDocument.Parse(json).RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64())];
    }

    private async Task<List<string>> FeatureCollectionsAsync()
    {
        var collections = (await (await system.WithAsync(Everywhere)).GetJsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray();
        return [.. collections.Where(one => one.TryGetProperty("itemType", out var type) && type.GetString() == "feature").Select(one => one.GetProperty("id").GetString()!)];
    }

    private async Task<string[]> TokenAsync() => ["--config", "GDAL_HTTP_HEADERS", $"Authorization: {(AuthenticationHeaderValue)(await system.WithAsync(Everywhere)).DefaultRequestHeaders.Authorization!}"];

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
