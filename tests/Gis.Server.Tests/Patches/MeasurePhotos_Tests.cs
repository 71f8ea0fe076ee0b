using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.Patches.Field;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>Photographs by which measures are reported done.</summary>
public sealed class MeasurePhotos_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private static readonly string Yesterday = CaseScene.Day(-1).Replace('-', ':');

    [Fact]
    public async Task Measure_is_done_by_photographs_and_whoever_sees_the_patch_sees_them()
    {
        const double lon = 115.31;
        var scene = await CaseScene.OfAsync(system, lon, "photographed");
        await scene.FileAsync("晋影-1", CaseScene.Demolish(), CaseScene.Fine());
        var (told, untold) = (CameraPhoto.Jpeg(1, (lon + 0.0002, 38.0002), 45, $"{Yesterday} 10:00:00"), FieldPhoto.Jpeg(2));

        var sent = await SentAsync(scene.County, scene.Patch, told);
        await SentAsync(scene.County, scene.Patch, told);
        await SentAsync(scene.County, scene.Patch, untold);
        var card = await scene.ActAsync(county: true, "measures/1/done", new { doneOn = CaseScene.Day(-1), photos = new[] { FieldPhoto.HashOf(told), FieldPhoto.HashOf(untold) } });

        Assert.Equal((45.0, 0.0), (sent.GetProperty("azimuthDeg").GetDouble(), sent.GetProperty("distanceM").GetDouble()));
        Assert.StartsWith($"{CaseScene.Day(-1)}T02:00:00", sent.GetProperty("takenAt").GetString(), StringComparison.Ordinal);
        var known = card.GetProperty("case").GetProperty("photos").EnumerateArray().ToDictionary(one => one.GetProperty("hash").GetString()!);
        Assert.Equal(2, known.Count);
        Assert.Equal(JsonValueKind.Null, known[FieldPhoto.HashOf(untold)].GetProperty("lon").ValueKind);
        Assert.Equal([2, 0], card.GetProperty("case").GetProperty("measures").EnumerateArray().Select(one => one.GetProperty("photos").GetArrayLength()));
        Assert.Equal(told, await scene.City.Program.GetByteArrayAsync(Address(scene.Patch, told)));
        var stranger = (await system.PersonAsync("officer", "130200")).Program;
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Address(scene.Patch, told))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(stranger, scene.Patch, FieldPhoto.Jpeg(3))).StatusCode);
        Assert.Equal(2L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'patch.measure_photo' AND entity_id = $1", $"{scene.Patch}"));
    }

    [Fact]
    public async Task Photograph_that_was_not_sent_proves_nothing()
    {
        var scene = await CaseScene.OfAsync(system, 115.32, "unsent");
        await scene.FileAsync("晋影-2", CaseScene.Demolish());

        Assert.Equal("measure-photos-missing", await scene.RefusedAsync(scene.County, "measures/1/done", new { doneOn = CaseScene.Day(-1), photos = new[] { FieldPhoto.HashOf(FieldPhoto.Jpeg(4)) } }));

        CaseScene.Stands("rectifying", await scene.CardAsync());
    }

    [Fact]
    public async Task Only_whole_pictures_that_are_what_was_hashed_are_taken_and_only_while_there_is_work()
    {
        var scene = await CaseScene.OfAsync(system, 115.33, "spoilt");
        Assert.Equal(("patch-state", HttpStatusCode.Conflict), await RefusedAsync(scene, FieldPhoto.Jpeg(5)));
        await scene.FileAsync("晋影-3", CaseScene.Demolish());

        Assert.Equal(("photo-hash", HttpStatusCode.BadRequest), await RefusedAsync(scene, FieldPhoto.Jpeg(6), FieldPhoto.HashOf(FieldPhoto.Jpeg(7))));
        Assert.Equal(("photo-kind", HttpStatusCode.BadRequest), await RefusedAsync(scene, FieldPhoto.Jpeg(8)[..40]));
        Assert.Equal(("bad-parameter", HttpStatusCode.BadRequest), await RefusedAsync(scene, FieldPhoto.Jpeg(8), "abc"));
        Assert.Equal(("photo-too-large", HttpStatusCode.RequestEntityTooLarge), await RefusedAsync(scene, new byte[(12 << 20) + 1]));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_measure_photo WHERE patch_id = $1", scene.Patch));
    }

    [Fact]
    public async Task Evidence_carries_the_photographs_of_the_measures()
    {
        var scene = await CaseScene.OfAsync(system, 115.34, "evident");
        await scene.FileAsync("晋影-4", CaseScene.Demolish(), CaseScene.Demolish());
        var photo = CameraPhoto.Jpeg(9, takenOn: $"{Yesterday} 10:00:00");
        await SentAsync(scene.County, scene.Patch, photo);
        await scene.ActAsync(county: true, "measures/2/done", new { doneOn = CaseScene.Day(-1), photos = new[] { FieldPhoto.HashOf(photo) } });

        using var zip = new ZipArchive(await scene.County.Program.GetStreamAsync($"api/patches/{scene.Patch}/evidence.zip"));

        using var bytes = new MemoryStream();
        await using (var entry = zip.GetEntry("measure-02-photo-01.jpg")!.Open())
        {
            await entry.CopyToAsync(bytes);
        }

        Assert.Equal(FieldPhoto.HashOf(photo), Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())));
    }

    private static Uri Address(long patch, byte[] bytes) =>
        new(string.Create(CultureInfo.InvariantCulture, $"api/patches/{patch}/measure-photos/{FieldPhoto.HashOf(bytes)}"), UriKind.Relative);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, long patch, byte[] bytes, string? hash = null)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        var query = hash is null ? "" : $"?hash={hash}";
        return await client.PostAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"api/patches/{patch}/measure-photos{query}"), UriKind.Relative), content);
    }

    private static async Task<JsonElement> SentAsync(TestPerson person, long patch, byte[] bytes)
    {
        using var answer = await SendAsync(person.Program, patch, bytes);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<(string Code, HttpStatusCode Status)> RefusedAsync(CaseScene scene, byte[] bytes, string? hash = null)
    {
        using var answer = await SendAsync(scene.County.Program, scene.Patch, bytes, hash);
        var type = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString()!;
        return (type[(type.LastIndexOf(':') + 1)..], answer.StatusCode);
    }
}
