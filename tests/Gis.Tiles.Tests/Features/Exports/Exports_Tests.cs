using System.Net;
using System.Text;
using Gis.Testing;
using Gis.Tiles.Features.Exports;
using Microsoft.VisualBasic.FileIO;
using Xunit;

namespace Gis.Tiles.Tests.Features.Exports;

/// <summary>Features as files: read back by GDAL and by a reader of CSV that is not ours.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Exports_Tests(TilesSystem system)
{
    private const string Zone39 = "http://www.opengis.net/def/crs/EPSG/0/4527";

    [Theory]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    public async Task File_holds_the_features_that_the_pages_hold(string form)
    {
        var officer = await system.WithAsync("officer|130000|");
        var ids = (await officer.GetItemsAsync("parcels", "?limit=1000")).Ids();

        var told = await OgrinfoAsync(officer, "parcels", form, "");

        Assert.Equal(ids, IdsIn(told));
        Assert.Contains("Geometry: Multi Polygon", told, StringComparison.Ordinal);
        Assert.Contains("WGS 84", told, StringComparison.Ordinal);
        Assert.Contains("code (String) = C7", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    public async Task File_is_cut_to_what_is_asked_for_and_to_the_caller(string form)
    {
        var lunan = await system.WithAsync("inspector|130200|");

        var told = await OgrinfoAsync(lunan, "parcels", form, $"&filter={Uri.EscapeDataString("code IN ('L3', 'L4', 'C5')")}&properties=code&crs={Uri.EscapeDataString(Zone39)}");

        Assert.Equal([103, 104], IdsIn(told));
        Assert.Contains("CGCS2000 / 3-degree Gauss-Kruger zone 39", told, StringComparison.Ordinal);
        Assert.DoesNotContain("name_zh", told, StringComparison.Ordinal);
        Assert.Matches(@"Extent: \(395\d{5}\.\d+, 43\d{5}\.\d+\)", told);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    public async Task File_of_nothing_is_a_file(string form)
    {
        using var answer = await system.Anyone.GetAsync($"/ogc/collections/districts/items?f={form}&bbox=0,0,1,1");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"attachment; filename=\"districts.{form}\"", answer.Content.Headers.GetValues("Content-Disposition").Single());
        if (form == "gpkg")
        {
            Assert.Contains("Feature Count: 0", await SavedAsync(answer, form, path => Gdal.RunAsync("ogrinfo", "-ro", "-al", "-so", path)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Table_has_a_row_a_feature_with_its_properties_place_and_geometry()
    {
        var rows = await TableAsync("outfalls", "&sortby=-name_en&properties=name_en,enterprise");

        Assert.Equal(["id", "name_en", "enterprise", "lon", "lat", "geometry"], rows[0]);
        Assert.Equal(6, rows.Count);
        Assert.Equal(["4", "Stack 1", "", "118.16", "39.63", "POINT (118.16 39.63)"], rows[2]);
        Assert.Equal("企业3", rows[3][2]);
    }

    [Fact]
    public async Task Table_of_polygons_is_read_by_gdal_with_the_geometry()
    {
        using var answer = await system.Anyone.GetAsync("/ogc/collections/districts/items?f=csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        var told = await SavedAsync(answer, "csv", path => Gdal.RunAsync("ogrinfo", "-ro", "-al", "-oo", "GEOM_POSSIBLE_NAMES=geometry", path));

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("MULTIPOLYGON (((114 38", told, StringComparison.Ordinal);
        Assert.Contains("name_en (String) = Chang'an", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_is_in_the_system_asked_for_with_its_axes_named()
    {
        var rows = await TableAsync("outfalls", $"&limit=1&crs={Uri.EscapeDataString("http://www.opengis.net/def/crs/EPSG/0/4490")}&properties=code");

        Assert.Equal(["id", "code", "lat", "lon", "geometry"], rows[0]);
        Assert.Equal(["1", "P1", "38.05", "114.51", "POINT (38.05 114.51)"], rows[1]);
    }

    [Fact]
    public async Task Text_that_a_spreadsheet_would_reckon_with_is_kept_from_it()
    {
        var output = new MemoryStream();
        var writer = new CsvWriter(System.IO.Pipelines.PipeWriter.Create(output), ["a", "=b"], pointNames: null);
        writer.Begin();
        foreach (var (a, b) in new[] { ("=1+1", "-5"), ("+x", "@y"), ("quote \\\" comma, line\\nend", "\\t") })
        {
            var properties = Encoding.UTF8.GetBytes($$"""{"a": "{{a}}", "=b": "{{b}}", "number": -5}""");
            await writer.WriteAsync(new Gis.Tiles.Features.FeatureRow(1, default, """{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"""u8.ToArray(), properties, []), CancellationToken.None);
        }

        await writer.EndAsync(CancellationToken.None);
        var rows = Rows(Encoding.UTF8.GetString(output.ToArray()));

        Assert.Equal(["id", "a", "'=b", "geometry"], rows[0]);
        Assert.Equal(["1", "'=1+1", "'-5", "MULTIPOINT ((1 2), (3 4))"], rows[1]);
        Assert.Equal(["1", "'+x", "'@y", "MULTIPOINT ((1 2), (3 4))"], rows[2]);
        Assert.Equal("quote \" comma, line\nend", rows[3][1].ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Page_and_collection_link_to_the_files()
    {
        var page = await system.Anyone.GetItemsAsync("districts", "?limit=1&code=130102");
        var collection = await system.Anyone.GetJsonAsync("/ogc/collections/districts");

        foreach (var form in ExportForm.All)
        {
            var ofPage = page.GetProperty("links").EnumerateArray().Single(link => link.GetProperty("type").GetString() == form.MediaType).GetProperty("href").GetString()!;
            Assert.EndsWith($"/items?code=130102&f={form.Name}", ofPage, StringComparison.Ordinal);
            Assert.Contains(collection.GetProperty("links").EnumerateArray(), link => link.GetProperty("rel").GetString() == "items" && link.GetProperty("type").GetString() == form.MediaType);
            Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(ofPage)).StatusCode);
        }
    }

    [Fact]
    public async Task Hidden_layer_has_no_file_and_a_bad_filter_is_refused()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await system.Anyone.GetAsync("/ogc/collections/parcels/items?f=csv")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await system.Anyone.GetAsync("/ogc/collections/districts/items?f=gpkg&filter=x")).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_left_in_the_folder_for_temporary_files()
    {
        var before = Directory.GetDirectories(Path.GetTempPath(), "gis-export-*");

        await OgrinfoAsync(system.Anyone, "districts", "gpkg", "");

        await Eventually.TrueAsync(() => !Directory.GetDirectories(Path.GetTempPath(), "gis-export-*").Except(before).Any(), "the folder is gone");
    }

    private static List<long> IdsIn(string told) =>
        [.. told.Split('\n').Where(line => line.StartsWith("  id (Integer", StringComparison.Ordinal)).Select(line => long.Parse(line.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture)).Order()];

    private static async Task<string> OgrinfoAsync(HttpClient client, string layer, string form, string query)
    {
        using var answer = await client.GetAsync($"/ogc/collections/{layer}/items?f={form}{query}");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await SavedAsync(answer, form, path => Gdal.RunAsync("ogrinfo", "-ro", "-al", path));
    }

    private static async Task<string> SavedAsync(HttpResponseMessage answer, string form, Func<string, Task<string>> read)
    {
        var folder = Directory.CreateTempSubdirectory("saved");
        try
        {
            var path = Path.Combine(folder.FullName, $"saved.{form}");
            await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync());
            return await read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<List<string[]>> TableAsync(string layer, string query) => Rows(await system.Anyone.GetStringAsync($"/ogc/collections/{layer}/items?f=csv{query}"));

    /// <summary>By a reader of the framework, not ours.</summary>
    private static List<string[]> Rows(string text)
    {
        using var parser = new TextFieldParser(new StringReader(text.TrimStart('\uFEFF'))) { HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        parser.SetDelimiters(",");
        var rows = new List<string[]>();
        while (parser.ReadFields() is { } fields)
        {
            rows.Add(fields);
        }

        return rows;
    }
}
