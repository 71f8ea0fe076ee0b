using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Gis.BaseMap.Geo;
using Gis.Testing;
using Gis.Tiles.Import;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

/// <summary>Files as departments have them: zipped, in GBK, in older systems and in shifted ones.</summary>
public sealed class ImportFormats_Tests(StoreFixture store) : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private const string Wells = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"长安一号井","depth":30},"geometry":{"type":"Point","coordinates":[114.5,38.05]}}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gis-formats-").FullName;

    public async Task InitializeAsync()
    {
        await store.ExecuteAsync(
            """
            TRUNCATE layer, layer_edition, layer_feature CASCADE;
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner) VALUES ('wells', '井', 'Wells', 'stored', 'point', 'test', 'test', 'test', 'test')
            """);
    }

    [Fact]
    public async Task Zipped_Shapefile_in_GBK_keeps_its_Chinese_and_its_names_lead_nowhere()
    {
        var shapefile = await ShapefileAsync("EPSG:4490", encoding: "GBK");
        var zip = Path.Combine(_folder, "wells.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(shapefile)!))
            {
                archive.CreateEntryFromFile(file, $"../../../escaped/水井{Path.GetExtension(file)}");
            }

            archive.CreateEntryFromFile(Path.ChangeExtension(shapefile, ".dbf"), "../readme.txt");
        }

        await ImportAsync(zip);

        Assert.Equal("长安一号井|114.5|38.05", await WellAsync());
        Assert.False(Directory.Exists(Path.Combine(Path.GetTempPath(), "..", "escaped")));
    }

    [Fact]
    public async Task Table_in_GBK_with_coordinates_of_a_web_map_comes_out_where_it_is()
    {
        var shifted = Bd09.FromGcj02(Gcj02.FromWgs84(new LonLat(114.5, 38.05)));
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var csv = Path.Combine(_folder, "wells.csv");
        await File.WriteAllTextAsync(csv, FormattableString.Invariant($"name,经度,纬度\n长安一号井,{shifted.Lon:F7},{shifted.Lat:F7}\n"), Encoding.GetEncoding("GB18030"));

        await ImportAsync(csv, "bd09");

        Assert.Equal("长安一号井|114.5|38.05", await WellAsync());
    }

    [Theory]
    [InlineData("EPSG:2435")]
    [InlineData("EPSG:2383")]
    public async Task File_that_does_not_say_its_system_is_told_it(string crs)
    {
        var shapefile = await ShapefileAsync(crs, encoding: "UTF-8");
        File.Delete(Path.ChangeExtension(shapefile, ".prj"));

        var failure = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(shapefile));
        await ImportAsync(shapefile, crs);

        Assert.Contains("--crs", failure.Message, StringComparison.Ordinal);
        Assert.Equal("长安一号井|114.5|38.05", await WellAsync());
    }

    [Fact]
    public async Task Zip_that_unpacks_to_too_much_is_refused_whatever_it_says()
    {
        var zip = Path.Combine(_folder, "bomb.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            await using var entry = archive.CreateEntry("a.csv", CompressionLevel.SmallestSize).Open();
            await entry.WriteAsync(new byte[4 << 20]);
        }

        var into = Directory.CreateDirectory(Path.Combine(_folder, "into")).FullName;
        var failure = await Assert.ThrowsAsync<ImportRefusedException>(() => UnpackedFile.OfAsync(zip, into, CancellationToken.None, mostBytes: 2 << 20));

        Assert.Contains("more than 2 MB", failure.Message, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(into), file => Assert.True(new FileInfo(file).Length <= 2 << 20));
    }

    [Fact]
    public async Task Zip_of_two_sets_of_none_and_what_is_no_zip_are_refused_with_what_is_accepted()
    {
        var two = Path.Combine(_folder, "two.zip");
        var none = Path.Combine(_folder, "none.zip");
        var text = Path.Combine(_folder, "text.zip");
        Zip(two, "a.geojson", "b.geojson");
        Zip(none, "readme.txt");
        await File.WriteAllTextAsync(text, "hello");

        Assert.Contains("holds 2 data sets", (await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(two))).Message, StringComparison.Ordinal);
        Assert.Contains("holds 0 data sets", (await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(none))).Message, StringComparison.Ordinal);
        Assert.Contains("of no kind that is known", (await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shift_of_Baidu_is_taken_out_exactly()
    {
        var random = new Random(9);
        for (var number = 0; number < 1_000; number++)
        {
            var at = new LonLat(75 + (random.NextDouble() * 59), 5 + (random.NextDouble() * 48));
            var back = Bd09.ToGcj02(Bd09.FromGcj02(at));
            Assert.Equal(at.Lon, back.Lon, 1e-9);
            Assert.Equal(at.Lat, back.Lat, 1e-9);
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private Task ImportAsync(string file, string? crs = null) =>
        new LayerImport(store.Tiles, _ => { }).RunAsync("wells", file, new ImportTerms("wei", null, null, null, SourceCrs.Of(crs)), CancellationToken.None);

    private Task<string?> WellAsync() => store.ScalarAsync<string>(
        """
        SELECT concat_ws('|', f.name_zh, round(ST_X(f.geom)::numeric, 3)::float8, round(ST_Y(f.geom)::numeric, 3)::float8)
        FROM layer l JOIN layer_feature f ON f.layer = l.id AND f.edition = l.edition WHERE l.id = 'wells'
        """);

    /// <summary>As older programs write it: without a file that says the encoding, nor a mark in the table.</summary>
    private async Task<string> ShapefileAsync(string crs, string encoding)
    {
        var geojson = Path.Combine(_folder, "wells.geojson");
        await File.WriteAllTextAsync(geojson, Wells);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "shape")).FullName, "wells.shp");
        using var convert = Process.Start("ogr2ogr", ["-f", "ESRI Shapefile", "-t_srs", crs, "-lco", $"ENCODING={encoding}", path, geojson]);
        await convert.WaitForExitAsync();
        Assert.Equal(0, convert.ExitCode);
        File.Delete(Path.ChangeExtension(path, ".cpg"));
        await using var table = new FileStream(Path.ChangeExtension(path, ".dbf"), FileMode.Open);
        table.Position = 29;
        table.WriteByte(0);
        return path;
    }

    private static void Zip(string path, params string[] names)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var name in names)
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write("{}"u8);
        }
    }
}
