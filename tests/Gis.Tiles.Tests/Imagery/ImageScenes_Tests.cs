using System.Net;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Imagery.Import;
using Xunit;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>Which pictures lie over a place, and what is told of each.</summary>
[Collection(ImagesSystemGroup.Name)]
public sealed class ImageScenes_Tests(ImagesSystem system)
{
    private const string Inside = "114.502,38.052,114.508,38.058";

    [Fact]
    public async Task Pictures_of_a_place_are_told_the_newest_first()
    {
        var scenes = await ScenesAsync(Inside);

        Assert.Equal(["2021-05-01T03:04:05Z", "2020-05-01", "2019-05-01"], scenes.Select(scene => scene.GetProperty("time").GetString()));
    }

    [Fact]
    public async Task What_was_told_at_the_import_is_told_and_a_resolution_that_was_not_is_the_files()
    {
        var scenes = (await ScenesAsync(Inside)).ToDictionary(scene => scene.GetProperty("time").GetString()!);

        var (told, untold) = (scenes["2020-05-01"], scenes["2019-05-01"]);
        Assert.Equal("GF-2", told.GetProperty("sensor").GetString());
        Assert.Equal(12.5, told.GetProperty("cloudPercent").GetDouble());
        Assert.Equal(0.8, told.GetProperty("resolutionM").GetDouble());
        Assert.Equal(JsonValueKind.Null, untold.GetProperty("cloudPercent").ValueKind);
        Assert.Equal(1.1, untold.GetProperty("resolutionM").GetDouble());
    }

    [Fact]
    public async Task Address_of_a_scene_gives_the_tile_of_its_date()
    {
        var person = await system.PersonAsync("officer", "130102");
        var tags = new HashSet<string>();
        foreach (var scene in await ScenesAsync(Inside))
        {
            var path = scene.GetProperty("tiles").GetString()!.Replace("{z}", "15", StringComparison.Ordinal).Replace("{y}", "12633", StringComparison.Ordinal).Replace("{x}", "26806", StringComparison.Ordinal);
            using var answer = await person.Program.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            tags.Add(answer.Headers.ETag!.Tag);
        }

        Assert.Equal(3, tags.Count);
    }

    [Theory]
    [InlineData("114.502,38.052,114.508,38.058", 3, true)]
    [InlineData("114.505,38.055,114.52,38.058", 3, false)]
    [InlineData("115,39,115.1,39.1", 0, false)]
    public async Task Only_what_lies_there_is_told_and_whether_it_covers_all(string box, int count, bool covers)
    {
        var scenes = await ScenesAsync(box);

        Assert.Equal(count, scenes.Count);
        Assert.All(scenes, scene => Assert.Equal(covers, scene.GetProperty("covers").GetBoolean()));
    }

    [Fact]
    public async Task Who_may_not_see_a_layer_is_told_of_none_of_its_pictures()
    {
        using var tiffs = new SmallTiff();
        var file = await tiffs.WriteAsync("dated", 64, SmallTiff.Quarters(64, ImagesSystem.Red, ImagesSystem.Green, ImagesSystem.Blue, ImagesSystem.White), ImagesSystem.Corners);
        await system.ImportAsync(new ImageWish("secret", file) { Time = "2022-05-01" });
        var named = await system.PersonAsync("officer", "130102", ["secret"]);

        await Eventually.TrueAsync(async () => (await LayersAsync(named)).Contains("secret"), "the picture is told to who may see it");

        Assert.DoesNotContain("secret", await LayersAsync(await system.PersonAsync("officer", "130102")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?bbox=114,38,115")]
    [InlineData("?bbox=114,38,a,39")]
    [InlineData("?bbox=114,39,115,38")]
    [InlineData("?bbox=114,38,115,39&bbox=114,38,115,39")]
    [InlineData("?box=114,38,115,39")]
    public async Task Wrong_box_is_refused_with_what_would_be_accepted(string query)
    {
        var person = await system.PersonAsync("officer", "130102");
        using var answer = await person.Program.GetAsync("api/image-scenes" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("accepted", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("101", null, null, "from 0 to 100")]
    [InlineData("-1", null, null, "from 0 to 100")]
    [InlineData("cloudy", null, null, "from 0 to 100")]
    [InlineData(null, "0", null, "metres a pixel")]
    [InlineData(null, "1e9", null, "metres a pixel")]
    [InlineData(null, null, " ", "a name")]
    public async Task Facts_that_cannot_be_are_refused_before_anything_is_read(string? cloud, string? resolution, string? sensor, string accepted)
    {
        var wish = new ImageWish("photo", "/nowhere.tif") { Cloud = cloud, Resolution = resolution, Sensor = sensor };

        var refused = await Assert.ThrowsAsync<ImageRefusedException>(() => system.ImportAsync(wish));

        Assert.Contains(accepted, refused.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonElement>> ScenesAsync(string box) => await ScenesAsync(await system.PersonAsync("officer", "130102"), box);

    private static async Task<IReadOnlyList<string>> LayersAsync(TestPerson person) =>
        [.. (await ScenesAsync(person, Inside)).Select(scene => scene.GetProperty("layer").GetString()!)];

    private static async Task<IReadOnlyList<JsonElement>> ScenesAsync(TestPerson person, string box)
    {
        using var document = JsonDocument.Parse(await person.Program.GetStringAsync($"api/image-scenes?bbox={box}"));
        return [.. document.RootElement.GetProperty("items").EnumerateArray().Select(scene => scene.Clone())];
    }
}
