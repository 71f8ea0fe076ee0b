using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Gis.Server.Patches.Field;
using Gis.Server.Tests.Access;
using Gis.Testing;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.Patches.Field;

/// <summary>The small pictures under a phone's sketch.</summary>
public sealed class FieldPictures_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private const double Lon = 114.97;
    private const int MostBytes = 150_000;

    [Fact]
    public async Task Task_names_the_pictures_that_its_reader_may_see_and_each_is_small_and_shows_its_place()
    {
        var folder = TestFolder.Create("field-pictures");
        await AddAsync(folder, "field_after", "2026-11-10", "200 60 20", publish: true);
        await AddAsync(folder, "field_before", "2020-01-01", "20 60 200", publish: true);
        await AddAsync(folder, "field_closed", "2026-11-02", "20 200 60", publish: false);
        var (id, officer, inspector) = await AssignedAsync("picture-1");

        var task = (await inspector.Program.JsonAsync("GET", "api/field-tasks")).GetProperty("items").EnumerateArray().Single(one => one.GetProperty("patch").GetProperty("id").GetInt64() == id);

        var pictures = task.GetProperty("pictures").EnumerateArray().ToList();
        Assert.Equal([("field_after", true), ("field_before", false)], pictures.Select(one => (one.GetProperty("titleEn").GetString()!, one.GetProperty("isAfter").GetBoolean())));
        var box = pictures[0].GetProperty("box").EnumerateArray().Select(edge => edge.GetDouble()).ToArray();
        var outline = task.GetProperty("patch").GetProperty("bbox").EnumerateArray().Select(edge => edge.GetDouble()).ToArray();
        Assert.True(box[0] < outline[0] && box[1] < outline[1] && box[2] > outline[2] && box[3] > outline[3]);

        var after = await PictureAsync(inspector, id, pictures[0]);
        var before = await PictureAsync(inspector, id, pictures[1]);
        Assert.All([after, before], picture => Assert.True(picture.Length <= MostBytes && Encoding.ASCII.GetString(picture, 8, 4) == "WEBP"));
        Assert.InRange(await RedInTheMiddleAsync(folder, after), 190, 210);
        Assert.InRange(await RedInTheMiddleAsync(folder, before), 10, 30);

        var closed = await system.Store.ScalarAsync<long>("SELECT id FROM layer_image WHERE layer = 'field_closed'");
        var stranger = await system.PersonAsync("inspector", "130200");
        Assert.Equal(HttpStatusCode.NotFound, await inspector.Program.StatusAsync("GET", $"api/patches/{id}/field-pictures/{closed}"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("GET", $"api/patches/{id}/field-pictures/{pictures[0].GetProperty("scene").GetInt64()}"));
        Assert.Equal(HttpStatusCode.OK, await officer.Program.StatusAsync("GET", $"api/patches/{id}/field-pictures/{pictures[0].GetProperty("scene").GetInt64()}"));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0.0001, 0.0001, 400)]
    [InlineData(0.01, 0.001, 2180)]
    [InlineData(0.001, 0.01, 3700)]
    public void Box_leaves_room_around_the_outline_and_is_as_wide_to_its_height_as_the_picture(double width, double height, double metres)
    {
        var outline = new Envelope(114.5, 114.5 + width, 38, 38 + height);

        var box = FieldPictures.BoxOf(outline);

        // A degree of latitude is 110.99 km here, of longitude 87.87 km.
        Assert.Equal(metres, box.Width * 87_870, metres / 50);
        Assert.Equal(4 / 3.0, box.Width * 87_870 / (box.Height * 110_990), 0.01);
        Assert.True(box.Contains(outline) && box.Centre.Distance(outline.Centre) < 1e-9);
    }

    private Task AddAsync(string folder, string layer, string day, string colour, bool publish) =>
        system.AddPictureAsync(folder, layer, day, colour, publish, west: Lon - 0.01, north: 38.01);

    private async Task<(long Id, TestPerson Officer, TestPerson Inspector)> AssignedAsync(string number)
    {
        var officer = await system.PersonAsync("officer", PatchScene.Shijiazhuang);
        var inspector = await system.PersonAsync("inspector", PatchScene.ChangAn);
        await officer.Program.UploadedAsync($"b-{Guid.NewGuid():N}", PatchScene.Row(number, Lon, after: "2026-11-01"));
        var id = (await officer.Program.JsonAsync("GET", $"api/patches?q={number}")).GetProperty("items")[0].GetProperty("id").GetInt64();
        await Eventually.TrueAsync(
            async () =>
            {
                var revision = (await officer.Program.JsonAsync("GET", $"api/patches/{id}")).GetProperty("patch").GetProperty("revision").GetInt64();
                return await officer.Program.StatusAsync("POST", $"api/patches/{id}/assign", new { assignee = inspector.Account, revision }) == HttpStatusCode.OK;
            },
            "the patch is assigned");
        return (id, officer, inspector);
    }

    private static Task<byte[]> PictureAsync(TestPerson person, long patch, JsonElement picture) =>
        person.Program.GetByteArrayAsync($"api/patches/{patch}/field-pictures/{picture.GetProperty("scene").GetInt64()}");

    private static async Task<int> RedInTheMiddleAsync(string folder, byte[] picture)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.webp");
        await File.WriteAllBytesAsync(file, picture);
        using var process = Process.Start(new ProcessStartInfo("gdallocationinfo", ["-valonly", "-b", "1", file, "384", "288"]) { RedirectStandardOutput = true })!;
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return int.Parse(told.Trim(), CultureInfo.InvariantCulture);
    }
}
