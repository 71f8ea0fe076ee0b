using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Changes;

/// <summary>Two images go in by HTTP, and a batch of compared patches comes out; all on real GDAL.</summary>
public sealed class ChangeJobs_Tests(TestSystem system) : IClassFixture<TestSystem>, IAsyncLifetime, IDisposable
{
    private const string County = "130102";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly MadePair _pair = new();

    public void Dispose() => _pair.Dispose();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>A county in which the made pair lies.</summary>
    public async Task InitializeAsync()
    {
        await _pair.MakeAsync();
        await system.Store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, edition)
            VALUES ('counties', '县', 'Counties', 'stored', 'polygon', 'none', 'none', 'test', 'test', 1) ON CONFLICT DO NOTHING
            """);
        await system.Store.ExecuteAsync(
            "INSERT INTO layer_feature (layer, edition, id, code, geom) VALUES ('counties', 1, 1, $1, ST_MakeEnvelope(120, 32, 121.5, 33.5, 4490)) ON CONFLICT DO NOTHING", County);
    }

    [Fact]
    public async Task Two_images_become_a_batch_of_compared_patches_with_their_pictures()
    {
        var officer = await system.PersonAsync("officer", County);
        var job = await OpenAsync(officer, _pair.Before, _pair.After);

        await officer.Program.JsonAsync("POST", $"api/change-jobs/{job}/start", Wish("made-1", pictures: true));
        var done = await EndedAsync(officer, job);

        Assert.Equal("done", done.GetProperty("state").GetString());
        Assert.Equal((2, 0, "made-1"), (done.GetProperty("entered").GetInt32(), done.GetProperty("refused").GetInt32(), done.GetProperty("batchCode").GetString()));
        var account = done.GetProperty("account");
        Assert.Equal(["before.tif", "after.tif"], account.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("file").GetString()!));
        Assert.Equal(2, account.GetProperty("result").GetProperty("patches").GetInt32());
        var batch = done.GetProperty("batch").GetInt64();
        var patches = await ComparedAsync(officer, batch, 2);
        Assert.All(patches, patch => Assert.Equal((County, "2025-03-01", "2026-03-01"), (patch.GetProperty("areaCode").GetString(), patch.GetProperty("beforeOn").GetString(), patch.GetProperty("afterOn").GetString())));
        Assert.Equal("detected", await system.Store.ScalarAsync<string>("SELECT kind FROM patch_batch WHERE id = $1", batch));

        // Both pictures are there for the county's officer, and for no other county's.
        Assert.Equal($"change_{job}", done.GetProperty("pictures").GetProperty("layer").GetString());
        var scenes = await officer.Program.JsonAsync("GET", "api/image-scenes?bbox=120.86,32.51,120.89,32.53");
        Assert.Equal([2025, 2026], scenes.GetProperty("items").EnumerateArray().Select(scene => scene.GetProperty("at").GetDateTimeOffset().Year).Order());
        var stranger = await system.PersonAsync("officer", "130202");
        Assert.Empty((await stranger.Program.JsonAsync("GET", "api/image-scenes?bbox=120.86,32.51,120.89,32.53")).GetProperty("items").EnumerateArray());

        // The images are gone, the result can be had, and its patches go through the door of the uploads.
        Assert.Equal(["patches.gpkg", "patches.json", "patches.tif"], Directory.GetFileSystemEntries(FolderOf(job)).Select(Path.GetFileName).Order());
        Assert.Equal(HttpStatusCode.OK, await officer.Program.StatusAsync("GET", $"api/change-jobs/{job}/score.tif"));
        Assert.Equal(HttpStatusCode.OK, await officer.Program.StatusAsync("GET", $"api/change-jobs/{job}/account"));
        using var gpkg = await officer.Program.SendAsync("GET", $"api/change-jobs/{job}/patches.gpkg");
        using var sent = new ByteArrayContent(await gpkg.Content.ReadAsByteArrayAsync());
        using var answer = await officer.Program.PostAsync(new Uri("api/patch-batches?code=made-1-again&kind=detected", UriKind.Relative), sent);
        var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("report");
        Assert.Equal((2, 2, 0, 0), (report.GetProperty("read").GetInt32(), report.GetProperty("new").GetInt32(), report.GetProperty("repairedCount").GetInt32(), report.GetProperty("refusedCount").GetInt32()));
        Assert.Equal(2L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch p JOIN patch_batch b ON b.id = p.batch_id WHERE b.code = 'made-1-again' AND p.score > 1 AND p.stated_m2 > 10000"));

        // A code stands for one batch.
        var second = await OpenAsync(officer, _pair.Before, _pair.After);
        Assert.Equal((HttpStatusCode.Conflict, "change-code"), await officer.Program.ProblemAsync("POST", $"api/change-jobs/{second}/start", Wish("made-1")));

        // Kept as long as is set, the files go; the account stays.
        await system.Store.ExecuteAsync("UPDATE change_job SET kept_until = now() - interval '1 minute' WHERE id = $1", job);
        await officer.Program.JsonAsync("POST", $"api/change-jobs/{second}/cancel", new { });
        await Eventually.TrueAsync(() => !Directory.Exists(FolderOf(job)), "the result is put away", Patience);
        Assert.Equal("change-result-gone", (await officer.Program.ProblemAsync("GET", $"api/change-jobs/{job}/patches.gpkg")).Code);
        Assert.Equal(HttpStatusCode.OK, await officer.Program.StatusAsync("GET", $"api/change-jobs/{job}/account"));
    }

    [Fact]
    public async Task Images_that_differ_by_light_alone_end_without_a_batch()
    {
        await _pair.MakeAsync(planted: false);
        var officer = await system.PersonAsync("officer", County);
        var job = await OpenAsync(officer, _pair.Before, _pair.After);

        await officer.Program.JsonAsync("POST", $"api/change-jobs/{job}/start", Wish("nothing"));
        var done = await EndedAsync(officer, job);

        Assert.Equal(("done", JsonValueKind.Null), (done.GetProperty("state").GetString(), done.GetProperty("batch").ValueKind));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_batch WHERE code = 'nothing'"));
    }

    [Fact]
    public async Task Unfit_files_are_explained_when_they_come_and_no_path_is_told()
    {
        var officer = await system.PersonAsync("officer", County);
        var job = (await officer.Program.JsonAsync("POST", "api/change-jobs", new { })).GetProperty("id").GetInt64();
        var (text, single) = (Path.Combine(_pair.Folder, "text.tif"), Path.Combine(_pair.Folder, "single.tif"));
        await File.WriteAllTextAsync(text, "II*no image at all");
        await MadePair.GdalAsync("gdal_translate", "-q", "-b", "1", _pair.Before, single);

        var broken = await SendAsync(officer, job, "before", text, "../../夏季.tif");
        var thin = await SendAsync(officer, job, "after", single, "one.tif");
        var elsewhere = await SendAsync(officer, job, "anywhere", single, "one.tif");

        Assert.Equal(HttpStatusCode.BadRequest, broken.Status);
        Assert.Contains("夏季.tif is no GeoTIFF", broken.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(system.Home, broken.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("changes/", broken.Text, StringComparison.Ordinal);
        Assert.Contains("one.tif has 1 band", thin.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Status);
        Assert.Empty(Directory.GetFileSystemEntries(FolderOf(job)));
    }

    [Fact]
    public async Task Images_that_do_not_go_together_fail_with_a_sentence_of_their_names()
    {
        var officer = await system.PersonAsync("officer", County);
        var far = Path.Combine(_pair.Folder, "far.tif");
        await MadePair.GdalAsync("gdal_translate", "-q", "-a_ullr", "500000", "4000000", "501200", "3998800", _pair.After, far);
        var job = await OpenAsync(officer, _pair.Before, far);

        await officer.Program.JsonAsync("POST", $"api/change-jobs/{job}/start", Wish("far"));
        var failed = await EndedAsync(officer, job);

        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.StartsWith("The images do not overlap: before.tif reaches from", failed.GetProperty("problem").GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(FolderOf(job)));
    }

    [Fact]
    public async Task Jobs_wait_for_their_turn_and_what_waits_is_cancelled_at_once()
    {
        var officer = await system.PersonAsync("officer", County);
        await using var turn = await TakeTurnAsync();
        var (first, second) = (await OpenAsync(officer, _pair.Before, _pair.After), await OpenAsync(officer, _pair.Before, _pair.After));
        await officer.Program.JsonAsync("POST", $"api/change-jobs/{first}/start", Wish("queue-1"));
        var waiting = await officer.Program.JsonAsync("POST", $"api/change-jobs/{second}/start", Wish("queue-2"));
        Assert.Equal(("waiting", 1), (waiting.GetProperty("state").GetString(), waiting.GetProperty("ahead").GetInt32()));

        foreach (var job in (long[])[first, second])
        {
            Assert.Equal("cancelled", (await officer.Program.JsonAsync("POST", $"api/change-jobs/{job}/cancel", new { })).GetProperty("state").GetString());
        }

        Assert.Equal("change-ended", (await officer.Program.ProblemAsync("POST", $"api/change-jobs/{first}/cancel", new { })).Code);
        await Eventually.TrueAsync(() => !Directory.Exists(FolderOf(first)) && !Directory.Exists(FolderOf(second)), "their images are gone", Patience);
    }

    [Fact]
    public async Task Work_under_way_is_stopped_and_leaves_nothing()
    {
        var officer = await system.PersonAsync("officer", County);
        var (before, after) = (await LargeAsync(_pair.Before), await LargeAsync(_pair.After));
        var job = await OpenAsync(officer, before, after);
        await officer.Program.JsonAsync("POST", $"api/change-jobs/{job}/start", Wish("stopped"));
        await Eventually.TrueAsync(async () => await StateAsync(officer, job) == "running", "it runs", Patience);

        await officer.Program.JsonAsync("POST", $"api/change-jobs/{job}/cancel", new { });
        var ended = await EndedAsync(officer, job);

        Assert.Equal("cancelled", ended.GetProperty("state").GetString());
        await Eventually.TrueAsync(() => !Directory.Exists(FolderOf(job)), "its images are gone", Patience);
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM patch_batch WHERE code = 'stopped'"));
    }

    [Fact]
    public async Task Work_that_a_server_left_is_begun_again_and_given_up_after_a_second_time()
    {
        var officer = await system.PersonAsync("officer", County);
        long once, twice;
        await using (await TakeTurnAsync())
        {
            (once, twice) = (await OpenAsync(officer, _pair.Before, _pair.After), await OpenAsync(officer, _pair.Before, _pair.After));
            foreach (var (job, attempts) in new[] { (once, 1), (twice, 2) })
            {
                await officer.Program.JsonAsync("POST", $"api/change-jobs/{job}/start", Wish($"left-{attempts}"));
                await system.Store.ExecuteAsync("UPDATE change_job SET state = 'running', attempts = $2 WHERE id = $1", job, attempts);
            }
        }

        await officer.Program.JsonAsync("POST", $"api/change-jobs/{await OpenAsync(officer, _pair.Before, _pair.After)}/cancel", new { });

        Assert.Equal("done", (await EndedAsync(officer, once)).GetProperty("state").GetString());
        var broken = await EndedAsync(officer, twice);
        Assert.Equal(("broken", "change-broken"), (broken.GetProperty("state").GetString(), broken.GetProperty("problem").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task At_most_four_of_one_person_are_under_way()
    {
        var officer = await system.PersonAsync("officer", County);
        for (var i = 0; i < 4; i++)
        {
            await officer.Program.JsonAsync("POST", "api/change-jobs", new { });
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "change-busy"), await officer.Program.ProblemAsync("POST", "api/change-jobs", new { }));
        await system.Store.ExecuteAsync("UPDATE change_job SET state = 'cancelled' WHERE account_id = $1", officer.Account);
    }

    private static object Wish(string code, bool pictures = false) =>
        new { code, beforeOn = "2025-03-01", afterOn = "2026-03-01", beforeSensor = "GF-2", pictures };

    private string FolderOf(long job) => Path.Combine(system.Home, "changes", $"{job}");

    private static async Task<long> OpenAsync(TestPerson officer, string before, string after)
    {
        var job = (await officer.Program.JsonAsync("POST", "api/change-jobs", new { areaCode = County })).GetProperty("id").GetInt64();
        foreach (var (slot, path) in new[] { ("before", before), ("after", after) })
        {
            var (status, text) = await SendAsync(officer, job, slot, path, $"{slot}.tif");
            Assert.True(status == HttpStatusCode.OK, text);
        }

        return job;
    }

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(TestPerson officer, long job, string slot, string path, string name)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path));
        using var answer = await officer.Program.PostAsync(new Uri($"api/change-jobs/{job}/files/{slot}?name={Uri.EscapeDataString(name)}", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') && JsonDocument.Parse(text).RootElement.TryGetProperty("detail", out var detail) ? detail.GetString()! : text);
    }

    private static async Task<string> StateAsync(TestPerson officer, long job) =>
        (await officer.Program.JsonAsync("GET", $"api/change-jobs/{job}")).GetProperty("state").GetString()!;

    private static async Task<JsonElement> EndedAsync(TestPerson officer, long job)
    {
        await Eventually.TrueAsync(async () => await StateAsync(officer, job) is not ("open" or "waiting" or "running"), $"job {job} has ended", Patience);
        return await officer.Program.JsonAsync("GET", $"api/change-jobs/{job}");
    }

    private static async Task<List<JsonElement>> ComparedAsync(TestPerson officer, long batch, int count)
    {
        List<JsonElement> patches = [];
        await Eventually.TrueAsync(
            async () =>
            {
                patches = [.. (await officer.Program.JsonAsync("GET", $"api/patches?batch={batch}")).GetProperty("items").EnumerateArray()];
                return patches.Count == count && patches.TrueForAll(patch => patch.GetProperty("outcome").ValueKind == JsonValueKind.String);
            },
            "they are compared", Patience);
        return patches;
    }

    /// <summary>Nobody works at a job while it is held.</summary>
    private async Task<HeldTurn> TakeTurnAsync()
    {
        var connection = await system.Store.As("gis_command").OpenConnectionAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await using var ask = new NpgsqlCommand("SELECT pg_try_advisory_lock(4543)", connection);
                return await ask.ExecuteScalarAsync() is true;
            },
            "nobody works", Patience);
        return new HeldTurn(connection);
    }

    private async Task<string> LargeAsync(string path)
    {
        var large = Path.Combine(_pair.Folder, $"{Guid.NewGuid():N}.tif");
        await MadePair.GdalAsync("gdal_translate", "-q", "-outsize", "3000", "3000", "-r", "cubic", path, large);
        return large;
    }

    private sealed class HeldTurn(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (var end = new NpgsqlCommand("SELECT pg_advisory_unlock(4543)", connection))
            {
                await end.ExecuteNonQueryAsync();
            }

            await connection.DisposeAsync();
        }
    }
}
