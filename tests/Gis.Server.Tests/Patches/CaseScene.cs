using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;
using Gis.Tiles;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>A patch brought to a case by three people, pictures above it, and what is done about it then.</summary>
internal sealed class CaseScene(TestSystem system, TestPerson county, TestPerson city, TestPerson province)
{
    private static readonly Dictionary<string, bool> Seen = new() { ["ground_seen"] = true };

    public TestPerson County => county;

    public TestPerson City => city;

    public long Patch { get; private set; }

    public static string Day(int fromToday) => DateTimeOffset.UtcNow.AddHours(8).AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static async Task<CaseScene> OfAsync(TestSystem system, double lon, string number)
    {
        var scene = new CaseScene(
            system, await system.PersonAsync("officer", PatchScene.ChangAn), await system.PersonAsync("officer", PatchScene.Shijiazhuang), await system.PersonAsync("officer", "130000"));
        var batch = (await scene.City.Program.UploadedAsync($"b-{Guid.NewGuid():N}", PatchScene.Row(number, lon))).GetProperty("id").GetInt64();
        await Eventually.TrueAsync(
            async () =>
            {
                var items = (await scene.County.Program.JsonAsync("GET", $"api/patches?batch={batch}")).GetProperty("items");
                scene.Patch = items[0].GetProperty("id").GetInt64();
                return items[0].GetProperty("outcome").ValueKind == JsonValueKind.String;
            },
            $"{number} is compared");
        await scene.ActAsync(county: true, "verdict", new { verdict = "V1", reason = "no paper", checklist = Seen });
        await scene.ActAsync(county: true, "send-on", new { });
        await scene.ActAsync(county: false, "send-on", new { });
        await scene.ActAsync(scene.Province, "send-on", new { });
        return scene;
    }

    private TestPerson Province => province;

    public async Task<JsonElement> CardAsync() => await county.Program.JsonAsync("GET", $"api/patches/{Patch}");

    public Task<JsonElement> ActAsync(bool county, string act, object body) => ActAsync(county ? County : City, act, body);

    public async Task<JsonElement> ActAsync(TestPerson person, string act, object body) =>
        await person.Program.JsonAsync("POST", $"api/patches/{Patch}/{act}", await SeenAsync(body));

    public async Task<string> RefusedAsync(TestPerson person, string act, object body) =>
        (await person.Program.ProblemAsync("POST", $"api/patches/{Patch}/{act}", await SeenAsync(body))).Code;

    public Task<JsonElement> FileAsync(string number, params object[] measures) => ActAsync(county: true, "case", Filing(number, measures));

    public static object Filing(string number, params object[] measures) =>
        new { number, party = "某建材公司", notice = "告-1", noticeOn = Day(-20), grounds = "未经批准占用耕地建设厂房", measures };

    public static object Demolish(int due = 30) => new { kind = "demolish", areaM2 = 1600, document = "拆-1", orderedOn = Day(-10), due = Day(due) };

    public static object Fine() => new { kind = "fine", amountCny = 32000.5, document = "罚-1", orderedOn = Day(-10), due = Day(10) };

    /// <summary>A picture brought in as pictures are, of which only the west has data, up to a longitude; its box reaches far beyond.</summary>
    public async Task<object> ShownPictureAsync(double lon, int fromToday, double dataWidthDeg = 0.01, string? cloud = null)
    {
        var layer = $"shown_{Guid.NewGuid():N}"[..20];
        var folder = TestFolder.Create("shown");
        Directory.CreateDirectory(folder);
        var (data, file) = (Path.Combine(folder, "data.tif"), Path.Combine(folder, "whole.tif"));
        await GdalAsync("gdal_create", "-q", "-of", "GTiff", "-outsize", "1024", "256", "-bands", "3", "-burn", "90 120 80", "-a_srs", "EPSG:4490", "-a_ullr", Text(lon - 0.001), "38.001", Text(lon + dataWidthDeg), "37.999", data);
        await GdalAsync("gdalwarp", "-q", "-dstalpha", "-ts", "2048", "512", "-te", Text(lon - 0.001), "37.999", Text(lon + 0.004), "38.001", data, file);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(system.Settings().ToDictionary(one => one.Key, one => (string?)one.Value)).Build();
        await TilesModule.ImportImageAsync(
            system.Store.Tiles, configuration, new ImageWish(layer, file) { Time = Day(fromToday), Sensor = "GF-2", Cloud = cloud, TitleEn = layer, TitleZh = layer, Credit = "Survey", Publish = true },
            new Progress<ImageProgress>(), CancellationToken.None);
        Directory.Delete(folder, recursive: true);
        return new { accepted = true, layer, at = $"{Day(fromToday)}T00:00:00Z" };

        static string Text(double degrees) => degrees.ToString("R", CultureInfo.InvariantCulture);
    }

    private static async Task GdalAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>A picture in the catalogue, whose tiles nobody will ask for.</summary>
    public async Task<object> PictureAsync(double lon, int fromToday, double? cloud = 2, double widthDeg = 0.01, bool isPublished = true)
    {
        var layer = $"scene_{Guid.NewGuid():N}"[..20];
        await system.Store.ExecuteAsync(
            "INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published, edition) VALUES ($1, $1, $1, 'image', 'raster', 'none', 'none', 'test', 'test', $2, 1)", layer, isPublished);
        await system.Store.ExecuteAsync(
            """
            INSERT INTO layer_image (layer, at, folder, mercator_min_zoom, mercator_max_zoom, cgcs_min_zoom, cgcs_max_zoom, min_lon, min_lat, max_lon, max_lat, source, sha256, bytes, making, imported_by, sensor, cloud_percent)
            VALUES ($1, $2::date::timestamp AT TIME ZONE 'UTC', $3, 8, 12, 8, 12, $4::float8 - 0.001, 37.99, $4::float8 + $5::float8, 38.01, 'x.tif', 'f00d', 1, '{}', 'test', 'GF-2', nullif($6::float8, -1))
            """,
            layer, Day(fromToday), $"{layer}/{Guid.NewGuid():N}", lon, widthDeg, cloud ?? -1);
        return new { accepted = true, layer, at = $"{Day(fromToday)}T00:00:00Z" };
    }

    private async Task<System.Text.Json.Nodes.JsonObject> SeenAsync(object body)
    {
        var sent = JsonSerializer.SerializeToNode(body)!.AsObject();
        sent["revision"] = (await CardAsync()).GetProperty("patch").GetProperty("revision").GetInt64();
        return sent;
    }

    public static void Stands(string state, JsonElement card) => Assert.Equal(state, card.GetProperty("patch").GetProperty("state").GetString());
}
