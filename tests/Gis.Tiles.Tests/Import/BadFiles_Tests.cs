using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Import;
using Xunit;

namespace Gis.Tiles.Tests.Import;

/// <summary>What cannot be imported is refused with a reason, and leaves nothing behind.</summary>
public sealed class BadFiles_Tests(ImportSystem system) : IClassFixture<ImportSystem>
{
    public static TheoryData<string, string> Nonsense => new()
    {
        { "", "empty" },
        { "hello", "no kind" },
        { "<?xml version=\"1.0\"?><html/>", "no kind" },
        { "{\"type\":\"FeatureCollection\",\"features\":[{", "GeoJSON" },
        { "{\"type\":\"FeatureCollection\",\"features\":[]}", "no rows" },
        { "{\"type\":\"Topology\",\"objects\":{}}", "GeoJSON" },
        { "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>", "no kind" },
        { "name,lon,lat\n", "no rows" },
        { "PK\u0003\u0004 and then nothing of a zip", "zip" },
        { "SQLite format 3\0 and then nothing of it", "GPKG" },
        { "  0\nSECTION\n  2\nENTITIES\n  0\nLINE\n", "DXF" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Broken_file_is_refused_with_the_reason(string content, string reason)
    {
        using var person = await system.AdministratorAsync();

        using var answer = await ImportSystem.SendAsync(person, Made.Text(content));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, text);
        Assert.Contains(reason, JsonSerializer.Deserialize<JsonElement>(text).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(system.Home, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_and_spoiled_files_of_each_form_never_break_the_server()
    {
        using var person = await system.AdministratorAsync();
        var random = new Random(21);
        foreach (var (driver, ending) in ((string, string)[])[("GPKG", ".gpkg"), ("ESRI Shapefile", ".shp"), ("OpenFileGDB", ".gdb"), ("FlatGeobuf", ".fgb"), ("XLSX", ".xlsx"), ("DXF", ".dxf")])
        {
            var whole = await Made.ByGdalAsync(driver, ending, Made.Wells, driver == "DXF" ? ["-select", ""] : []);
            for (var round = 0; round < 6; round++)
            {
                var bytes = round % 2 == 0 ? whole[..random.Next(1, whole.Length)] : [.. whole];
                for (var spoil = 0; spoil < 8; spoil++)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                using var answer = await ImportSystem.SendAsync(person, bytes);

                Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.BadRequest, $"{driver} {round}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                if (answer.Headers.Location is { } made)
                {
                    await person.DeleteAsync(made);
                }
            }
        }
    }

    [Fact]
    public async Task Zip_that_climbs_out_holds_a_bomb_or_two_sets_does_no_harm()
    {
        using var person = await system.AdministratorAsync();

        var climbed = await ImportSystem.UploadAsync(person, Made.Zip(("../../../../tmp/escaped-gis-import.geojson", Made.Text(Made.Wells))));
        using var two = await ImportSystem.SendAsync(person, Made.Zip(("a.geojson", Made.Text(Made.Wells)), ("b.geojson", Made.Text(Made.Wells))));
        using var nested = await ImportSystem.SendAsync(person, Made.Zip(("a.csv", Made.Zip(("b.csv", [1])))));

        Assert.Equal("geojson", climbed.GetProperty("kind").GetString());
        Assert.False(File.Exists("/tmp/escaped-gis-import.geojson"));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (two.StatusCode, nested.StatusCode));
    }

    [Fact]
    public async Task Workbook_that_unpacks_to_too_much_is_refused_before_anybody_reads_it()
    {
        var path = Path.Combine(TestFolder.Create("bomb"), "bomb.xlsx");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            await using var sheet = archive.CreateEntry("xl/workbook.xml", CompressionLevel.SmallestSize).Open();
            await sheet.WriteAsync(new byte[3 << 20]);
        }

        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => UnpackedFile.RequireSmallAsync(path, 2 << 20, CancellationToken.None));

        Assert.Contains("more than 2 MB", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"crs":"EPSG:99999999"}""", "not known")]
    [InlineData("""{"crs":"EPSG:123456"}""", "not known")]
    [InlineData("""{"crs":"+proj=longlat; DROP TABLE layer"}""", "not known")]
    [InlineData("""{"subLayer":"other"}""", "holds no layer")]
    [InlineData("""{"geometryKind":"cube"}""", "no kind of geometry")]
    [InlineData("""{"fields":[{"source":"name","target":"a","kind":"text"},{"source":"code","target":"a","kind":"text"}]}""", "Two fields")]
    [InlineData("""{"fields":[{"source":"nobody","target":"a","kind":"text"}]}""", "no field")]
    [InlineData("""{"fields":[{"source":"name","target":"a","kind":"colour"}]}""", "no kind of value")]
    [InlineData("""{"fields":[{"source":"name","target":"\u0000","kind":"text"}]}""", "name a property")]
    [InlineData("""{"fields":[null]}""", "no field")]
    [InlineData("""{"layer":"units"}""", "registers")]
    [InlineData("""{"layer":"Bad name"}""", null)]
    public async Task Wish_that_cannot_be_is_refused_with_what_can(string wish, string? reason)
    {
        using var person = await system.AdministratorAsync();
        var import = await ImportSystem.UploadAsync(person, Made.Text(Made.Wells));
        var path = $"/api/layer-imports/{import.GetProperty("id").GetString()}";

        using var answer = await person.PostAsync(new Uri(reason is null ? $"{path}/start" : $"{path}/preview", UriKind.Relative), new StringContent(wish, null, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        await person.DeleteAsync(new Uri(path, UriKind.Relative));

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, text);
        Assert.Contains(reason ?? "name a layer", JsonSerializer.Deserialize<JsonElement>(text).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name,a,b\nx,1,2\n", "east")]
    [InlineData("name,lon,lat\nx,here,there\n", null)]
    public async Task Table_without_coordinates_is_told_what_is_accepted(string table, string? reason)
    {
        using var person = await system.AdministratorAsync();
        var import = await ImportSystem.UploadAsync(person, Made.Text(table));
        var path = $"/api/layer-imports/{import.GetProperty("id").GetString()}/preview";

        var refused = await ImportSystem.PostAsync(person, path, new { crs = "EPSG:4326" }, HttpStatusCode.BadRequest);

        Assert.Contains(reason ?? "east", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shape_that_crosses_itself_without_end_is_refused_and_not_repaired_for_hours()
    {
        using var person = await system.AdministratorAsync();
        var random = new Random(5);
        var ring = string.Join(',', Enumerable.Range(0, 20_000).Select(_ => FormattableString.Invariant($"[{114 + random.NextDouble():F6},{38 + random.NextDouble():F6}]")).Append("[114,38]").Prepend("[114,38]"));
        var import = await ImportSystem.UploadAsync(person, Made.Text(
            $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"scribble"},"geometry":{"type":"Polygon","coordinates":[[{{{ring}}}]]}}]}"""));

        var preview = await ImportSystem.PreviewAsync(person, import, new { });

        Assert.Equal("crosses-too-often", preview.GetProperty("refused")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Shape_of_ten_million_positions_is_one_refused_row()
    {
        using var person = await system.AdministratorAsync();
        var file = GeoPackageOf(10_000_000);

        var import = await ImportSystem.UploadAsync(person, file);
        var preview = await ImportSystem.PreviewAsync(person, import, new { });

        Assert.Equal("too-many-points", Assert.Single(preview.GetProperty("refused").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal(0, preview.GetProperty("kept").GetInt32());
    }

    [Fact]
    public async Task Files_that_wait_are_few_and_what_is_left_of_a_dead_process_is_swept()
    {
        using var person = await system.AdministratorAsync();
        var taken = new List<JsonElement>();
        for (var file = 0; file < 4; file++)
        {
            taken.Add(await ImportSystem.UploadAsync(person, Made.Text(Made.Wells)));
        }

        using var fifth = await ImportSystem.SendAsync(person, Made.Text(Made.Wells));
        foreach (var import in taken)
        {
            await person.DeleteAsync(new Uri($"/api/layer-imports/{import.GetProperty("id").GetString()}", UriKind.Relative));
        }

        var all = Path.Combine(system.Home, "imports");
        Directory.CreateDirectory(Path.Combine(all, "dead", "upload"));
        await File.WriteAllTextAsync(Path.Combine(all, "dead.lock"), "");
        await system.RestartAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, fifth.StatusCode);
        await Eventually.TrueAsync(() => !Directory.Exists(Path.Combine(all, "dead")), "what the dead process left is gone");
    }

    /// <summary>A GeoPackage with one line, its positions all zeros: small as a zip.</summary>
    private static byte[] GeoPackageOf(int positions)
    {
        var folder = TestFolder.Create("many");
        var path = Path.Combine(folder, "many.gpkg");
        var source = Path.Combine(folder, "one.geojson");
        File.WriteAllText(source, """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"long"},"geometry":{"type":"LineString","coordinates":[[1,1],[2,2]]}}]}""");
        Gdal.RunAsync("ogr2ogr", "-f", "GPKG", "-lco", "SPATIAL_INDEX=NO", path, source).Wait();
        using (var file = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            file.Open();
            using var command = file.CreateCommand();
            command.CommandText = "UPDATE one SET geom = $shape";
            var shape = new byte[8 + 9 + (16L * positions)];
            "GP"u8.CopyTo(shape);
            shape[3] = 1;
            BitConverter.GetBytes(4326).CopyTo(shape, 4);
            shape[8] = 1;
            BitConverter.GetBytes(2).CopyTo(shape, 9);
            BitConverter.GetBytes(positions).CopyTo(shape, 13);
            command.Parameters.AddWithValue("$shape", shape);
            command.ExecuteNonQuery();
        }

        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntryFromFile(path, "many.gpkg", CompressionLevel.Fastest);
        }

        return zip.ToArray();
    }
}
