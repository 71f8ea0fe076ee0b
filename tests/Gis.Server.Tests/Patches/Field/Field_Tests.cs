using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Patches.Field;

/// <summary>The field check through the whole server: a patch is given to an inspector, photographs come, the check comes, the officer sees it.</summary>
public sealed class Field_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private const double Lon = 114.95;

    private static object Check(IEnumerable<byte[]> photos, Guid? client = null) => new
    {
        use = "workshop",
        party = "Zhang",
        startedOn = "2026-09-01",
        builtM2 = 420,
        fenced = false,
        photos = photos.Select(FieldPhoto.HashOf),
        clientId = client ?? Guid.NewGuid(),
    };

    private async Task<(long Id, TestPerson Officer, TestPerson Inspector)> AssignedAsync(string number, double lon)
    {
        var officer = await system.PersonAsync("officer", PatchScene.Shijiazhuang);
        var inspector = await system.PersonAsync("inspector", PatchScene.ChangAn);
        await officer.Program.UploadedAsync($"b-{Guid.NewGuid():N}", PatchScene.Row(number, lon));
        var patch = (await officer.Program.JsonAsync("GET", $"api/patches?q={number}")).GetProperty("items")[0];
        var id = patch.GetProperty("id").GetInt64();
        await AssignAsync(officer, id, inspector);
        return (id, officer, inspector);
    }

    /// <summary>The comparison acts on the patch too, whenever it comes to it.</summary>
    private static async Task AssignAsync(TestPerson officer, long id, TestPerson to) => await Eventually.TrueAsync(
        async () =>
        {
            var revision = (await officer.Program.JsonAsync("GET", $"api/patches/{id}")).GetProperty("patch").GetProperty("revision").GetInt64();
            return await officer.Program.StatusAsync("POST", $"api/patches/{id}/assign", new { assignee = to.Account, revision }) == HttpStatusCode.OK;
        },
        "the patch is assigned");

    private static async Task<byte[][]> FourAsync(HttpClient inspector, long id, int seed, double lon = Lon)
    {
        var photos = Enumerable.Range(seed, 4).Select(one => FieldPhoto.Jpeg(one)).ToArray();
        foreach (var (photo, role, azimuth) in new[] { (photos[0], "far", 0), (photos[1], "near", 0), (photos[2], "side", 90), (photos[3], "side", 270) })
        {
            await inspector.PhotographedAsync(id, photo, role, lon, azimuth);
        }

        return photos;
    }

    [Fact]
    public async Task Patch_is_verified_by_photographs_and_a_check_and_sent_twice_it_is_once()
    {
        var (id, officer, inspector) = await AssignedAsync("field-1", Lon);
        var tasks = await inspector.Program.JsonAsync("GET", "api/field-tasks");
        var task = tasks.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("patch").GetProperty("id").GetInt64() == id);
        Assert.Equal("MultiPolygon", task.GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal(4, tasks.GetProperty("ground").GetProperty("photos").GetInt32());

        var photos = await FourAsync(inspector.Program, id, 100);
        await inspector.Program.PhotographedAsync(id, photos[0], "far", Lon);
        var client = Guid.NewGuid();
        var first = await inspector.Program.JsonAsync("POST", $"api/patches/{id}/field-check", Check(photos, client));
        var again = await inspector.Program.JsonAsync("POST", $"api/patches/{id}/field-check", Check(photos, client));

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("verified", first.GetProperty("state").GetString());
        var file = await officer.Program.JsonAsync("GET", $"api/patches/{id}/photos");
        Assert.Equal(4, file.GetProperty("photos").GetArrayLength());
        Assert.Equal(0, file.GetProperty("lacking").GetArrayLength());
        Assert.Equal("workshop", file.GetProperty("check").GetProperty("use").GetString());
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_event WHERE patch_id = $1 AND kind = 'verified'", id));
        Assert.Equal(4L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'patch.photo' AND entity_id = $1", $"{id}"));
        Assert.DoesNotContain(id, (await inspector.Program.JsonAsync("GET", "api/field-tasks")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("patch").GetProperty("id").GetInt64()));
        Assert.Equal("verified", (await officer.Program.JsonAsync("GET", $"api/patches/{id}")).GetProperty("history").EnumerateArray().Last().GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Picture_comes_back_as_it_was_sent_for_whoever_sees_the_patch()
    {
        var (id, officer, inspector) = await AssignedAsync("field-2", Lon + 0.01);
        var stranger = await system.PersonAsync("inspector", "130200");
        var bytes = FieldPhoto.Jpeg(200);
        var photo = (await inspector.Program.PhotographedAsync(id, bytes, "near", Lon + 0.01)).GetProperty("id").GetInt64();

        Assert.Equal(bytes, await officer.Program.GetByteArrayAsync(new Uri($"api/patches/{id}/photos/{photo}", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("GET", $"api/patches/{id}/photos/{photo}"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("GET", $"api/patches/{id}/photos"));
        Assert.Equal(HttpStatusCode.NotFound, await officer.Program.StatusAsync("GET", $"api/patches/{id}/photos/{photo + 1000}"));
        using var sent = await stranger.Program.PhotographAsync(id, bytes, "near", Lon);
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
    }

    [Fact]
    public async Task Photographs_stand_in_the_evidence_as_they_were_sent()
    {
        var (id, officer, inspector) = await AssignedAsync("field-evidence", Lon + 0.09);
        var photos = await FourAsync(inspector.Program, id, 900, Lon + 0.09);
        await inspector.Program.JsonAsync("POST", $"api/patches/{id}/field-check", Check(photos));

        using var zip = new ZipArchive(new MemoryStream(await officer.Program.GetByteArrayAsync(new Uri($"api/patches/{id}/evidence.zip", UriKind.Relative))));

        var sent = zip.Entries.Where(entry => entry.Name.StartsWith("photo-", StringComparison.Ordinal)).ToList();
        Assert.Equal(["far", "near", "side", "side"], sent.Select(entry => Path.GetFileNameWithoutExtension(entry.Name)[9..]).Order(StringComparer.Ordinal));
        foreach (var entry in sent)
        {
            using var room = new MemoryStream();
            await using var content = entry.Open();
            await content.CopyToAsync(room);
            Assert.Contains(FieldPhoto.HashOf(room.ToArray()), photos.Select(FieldPhoto.HashOf));
        }
    }

    [Fact]
    public async Task What_is_no_photograph_is_refused()
    {
        var (id, _, inspector) = await AssignedAsync("field-3", Lon + 0.02);
        var jpeg = FieldPhoto.Jpeg(300);
        async Task<(HttpStatusCode, string)> SendAsync(byte[] bytes, string role = "far", double lat = 38, string? hash = null)
        {
            using var answer = await inspector.Program.PhotographAsync(id, bytes, role, Lon, lat, hash: hash);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            return (answer.StatusCode, problem.GetProperty("type").GetString()!.Split(':')[^1]);
        }

        Assert.Equal((HttpStatusCode.BadRequest, "photo-kind"), await SendAsync("nonsense"u8.ToArray()));
        Assert.Equal((HttpStatusCode.BadRequest, "photo-kind"), await SendAsync(jpeg[..^40]));
        Assert.Equal((HttpStatusCode.BadRequest, "photo-hash"), await SendAsync(jpeg, hash: new string('0', 64)));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await SendAsync(jpeg, role: "front"));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await SendAsync(jpeg, lat: 91));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "photo-too-large"), await SendAsync(new byte[(12 * 1024 * 1024) + 1]));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_photo WHERE patch_id = $1", id));
    }

    [Fact]
    public async Task Check_without_its_photographs_is_refused_and_says_what_is_missing()
    {
        var (id, officer, inspector) = await AssignedAsync("field-4", Lon + 0.03);
        var other = await system.PersonAsync("inspector", PatchScene.ChangAn);
        var far = Enumerable.Range(400, 4).Select(one => FieldPhoto.Jpeg(one)).ToArray();
        var path = $"api/patches/{id}/field-check";

        Assert.Equal("field-photos-missing", (await inspector.Program.ProblemAsync("POST", path, Check(far))).Code);
        var four = await FourAsync(inspector.Program, id, 400, Lon + 0.04);   // some 870 m away
        Assert.Equal("field-photos-lacking", (await inspector.Program.ProblemAsync("POST", path, Check(four))).Code);
        Assert.Equal(["place"], (await officer.Program.JsonAsync("GET", $"api/patches/{id}/photos")).GetProperty("lacking").EnumerateArray().Select(one => one.GetString()!));
        Assert.Equal("field-not-yours", (await other.Program.ProblemAsync("POST", path, Check(four))).Code);
    }

    [Fact]
    public async Task File_that_names_another_place_is_marked_and_so_is_a_picture_of_two_patches()
    {
        var (id, officer, inspector) = await AssignedAsync("field-5", Lon + 0.05);
        var (second, _, _) = await AssignedAsync("field-6", Lon + 0.06);
        var (elsewhere, here) = (FieldPhoto.Jpeg(500, (115.5, 38)), FieldPhoto.Jpeg(501, (Lon + 0.05, 38.0002)));
        await inspector.Program.PhotographedAsync(id, elsewhere, "far", Lon + 0.05);
        await inspector.Program.PhotographedAsync(id, here, "near", Lon + 0.05);
        await officer.Program.PhotographedAsync(second, here, "near", Lon + 0.06);

        var photos = (await officer.Program.JsonAsync("GET", $"api/patches/{id}/photos")).GetProperty("photos").EnumerateArray().ToDictionary(one => one.GetProperty("hash").GetString()!);

        var (marked, other) = (photos[FieldPhoto.HashOf(elsewhere)], photos[FieldPhoto.HashOf(here)]);
        Assert.InRange(marked.GetProperty("contradictionM").GetDouble(), 40_000, 50_000);
        Assert.Equal(JsonValueKind.Null, other.GetProperty("contradictionM").ValueKind);
        Assert.Equal((false, true), (marked.GetProperty("reused").GetBoolean(), other.GetProperty("reused").GetBoolean()));
        Assert.InRange(other.GetProperty("distanceM").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task Patch_that_was_given_away_while_the_phone_was_out_takes_no_check_and_another_assignment_wants_new_photographs()
    {
        var (id, officer, inspector) = await AssignedAsync("field-7", Lon + 0.07);
        var other = await system.PersonAsync("inspector", PatchScene.ChangAn);
        var photos = await FourAsync(inspector.Program, id, 700, Lon + 0.07);
        await AssignAsync(officer, id, other);
        var check = Check(photos);

        Assert.Equal("field-not-yours", (await inspector.Program.ProblemAsync("POST", $"api/patches/{id}/field-check", check)).Code);
        await system.Store.ExecuteAsync("UPDATE patch_photo SET taken_at = now() - interval '1 hour' WHERE patch_id = $1", id);
        await AssignAsync(officer, id, inspector);
        Assert.Equal("field-photos-early", (await inspector.Program.ProblemAsync("POST", $"api/patches/{id}/field-check", check)).Code);
    }

    [Fact]
    public async Task Another_day_for_the_same_person_takes_the_photographs_that_are_there()
    {
        var (id, officer, inspector) = await AssignedAsync("field-8", Lon + 0.08);
        var photos = await FourAsync(inspector.Program, id, 800, Lon + 0.08);
        await AssignAsync(officer, id, inspector);

        Assert.Equal("verified", (await inspector.Program.JsonAsync("POST", $"api/patches/{id}/field-check", Check(photos))).GetProperty("state").GetString());
    }
}
