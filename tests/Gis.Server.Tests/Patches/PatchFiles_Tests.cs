using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>Files as the provinces send them, written by GDAL: other forms, other coordinate systems, texts in GBK.</summary>
public sealed class PatchFiles_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private readonly string _folder = TestFolder.Create("patch-files", system.Home);

    private async Task<string> WriteAsync(string form, string name, params string[] more)
    {
        var source = Path.Combine(_folder, "source.geojson");
        await File.WriteAllTextAsync(
            source, $$"""{"type": "FeatureCollection", "features": [{{PatchScene.Row("甲-1", 114.95).Replace("\"TBLX\"", "\"XMC\": \"长安区\", \"MJ\": 1564.5, \"TBLX\"", StringComparison.Ordinal)}}]}""", Encoding.UTF8);
        var target = Path.Combine(_folder, name);
        using var program = Process.Start(new ProcessStartInfo("ogr2ogr", ["-f", form, "-s_srs", "EPSG:4490", "-t_srs", "EPSG:4547", .. more, target, source]) { RedirectStandardError = true })!;
        var errors = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return program.ExitCode == 0 ? target : throw new InvalidOperationException(errors);
    }

    private async Task<JsonElement> TakenAsync(string file, string kind = "issued")
    {
        var officer = (await system.PersonAsync("officer", PatchScene.Shijiazhuang)).Program;
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        using var answer = await officer.PostAsync(new Uri($"api/patch-batches?code=f-{Guid.NewGuid():N}&kind={kind}", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetInt64();
        return (await officer.JsonAsync("GET", $"api/patches?batch={id}")).GetProperty("items").EnumerateArray().Single();
    }

    private static void IsThePatch(JsonElement patch)
    {
        Assert.Equal(("甲-1", "130102", "长安区"), (patch.GetProperty("number").GetString(), patch.GetProperty("areaCode").GetString(), patch.GetProperty("place").GetString()));
        Assert.Equal(("20", "2026-08-01", "2026-10-01"), (patch.GetProperty("kind").GetString(), patch.GetProperty("beforeOn").GetString(), patch.GetProperty("afterOn").GetString()));
        Assert.InRange(patch.GetProperty("bbox")[0].GetDouble(), 114.9499999, 114.9500001);
        Assert.InRange(patch.GetProperty("areaM2").GetDouble(), 1_555, 1_565);
    }

    [Fact]
    public async Task Shapefile_in_GBK_and_metres_is_read()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "shp")).FullName;
        await WriteAsync("ESRI Shapefile", "shp/patches.shp", "-lco", "ENCODING=CP936");
        var zip = Path.Combine(_folder, "patches.zip");
        ZipFile.CreateFromDirectory(folder, zip);

        IsThePatch(await TakenAsync(zip));
    }

    [Fact]
    public async Task GeoPackage_is_read() => IsThePatch(await TakenAsync(await WriteAsync("GPKG", "patches.gpkg")));

    [Fact]
    public async Task FileGDB_is_read()
    {
        var database = await WriteAsync("OpenFileGDB", "patches.gdb", "-nlt", "POLYGON");
        var zip = Path.Combine(_folder, "patches-gdb.zip");
        ZipFile.CreateFromDirectory(database, zip, CompressionLevel.Fastest, includeBaseDirectory: true);

        IsThePatch(await TakenAsync(zip));
    }
}
