using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Reading;
using Xunit;

namespace Gis.Tiles.Tests.Reading;

/// <summary>Layers are read from a hot standby, truly while the primary lives, and still when it is dead.</summary>
public sealed class Standby_Tests(StandbySystem system) : IClassFixture<StandbySystem>
{
    private const string Items = "/ogc/collections/districts/items";
    private const string Item = "/ogc/collections/districts/items/1";
    private const string Tile = "/ogc/collections/districts/tiles/WebMercatorQuad/10/394/837";
    private const string Granted = "/ogc/collections/parcels/items?limit=1";
    private const string Records = "/ogc/collections/records/items";

    /// <summary>Longer than any answer about callers is remembered.</summary>
    private const int WellBeyondSessions = 4;

    private const string Counted = "SELECT coalesce(sum(requests), 0)::bigint FROM layer_usage WHERE layer = 'parcels'";

    private HttpClient? _writer;

    [Fact]
    public async Task Features_and_tiles_are_read_from_the_standby()
    {
        await FollowsAsync();

        await ReadsAsync(Items);
        await ReadsAsync("/ogc/collections/districts/tiles/WebMercatorQuad/11/789/1675");
    }

    [Fact]
    public async Task Who_writes_reads_it_at_once_though_the_standby_is_behind()
    {
        await WriterAsync();
        await FollowsAsync();
        await system.Standby.PauseAsync();
        try
        {
            await PatchAsync("read at once");

            Assert.Equal("read at once", await UseAsync());
        }
        finally
        {
            await system.Standby.ResumeAsync();
        }
    }

    [Fact]
    public async Task Change_by_another_process_is_seen_through_the_standby()
    {
        await FollowsAsync();

        await system.Store.ExecuteAsync("UPDATE layer SET title_en = 'Counties' WHERE id = 'districts'");

        await Eventually.TrueAsync(async () => (await TextAsync("/ogc/collections/districts")).Contains("Counties", StringComparison.Ordinal), "the new title is shown");
        Assert.True(Choice.IsStandby || !Choice.IsStale);
    }

    [Fact]
    public async Task Standby_that_lags_is_not_read_while_the_primary_lives()
    {
        await FollowsAsync();
        await system.Standby.PauseAsync();
        try
        {
            await system.Store.ExecuteAsync("UPDATE layer SET title_zh = '县区' WHERE id = 'districts'");

            await Eventually.TrueAsync(async () => (await TextAsync("/ogc/collections/districts")).Contains("县区", StringComparison.Ordinal), "the primary is read");
            Assert.Contains("layers are read from the primary", await HealthAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await system.Standby.ResumeAsync();
        }
    }

    /// <summary>The standby is behind when the primary dies: what it shows then is older than what was shown, says so, and bears the tag of what it is.</summary>
    [Fact]
    public async Task Older_tile_is_never_kept_under_the_tag_of_a_newer_one()
    {
        await WriterAsync();
        await FollowsAsync();
        var primary = await system.Primary;
        await PatchAsync("older tile");
        await system.CaughtUpAsync();
        await FollowsAsync();
        using var before = await GetAsync(system.Anonymous(), Tile);
        await system.Standby.PauseAsync();
        await PatchAsync("newer tile");
        using var newer = await GetAsync(system.Anonymous(), Tile);
        await primary.StopHardAsync();
        HttpResponseMessage old;
        try
        {
            old = await OtherThanAsync(newer);
        }
        finally
        {
            await system.StartPrimaryAgainAsync();
            await system.Standby.ResumeAsync();
        }

        await FollowsAsync();
        using var again = await GetAsync(system.Anonymous(), Tile);
        Assert.NotEqual(before.Headers.ETag, newer.Headers.ETag);
        Assert.Equal(before.Headers.ETag, old.Headers.ETag);
        Assert.Equal(await before.Content.ReadAsByteArrayAsync(), await old.Content.ReadAsByteArrayAsync());
        Assert.True(old.Headers.Contains(ReadAgain.StaleHeader));
        Assert.True(old.Headers.CacheControl!.NoCache);
        Assert.Equal(newer.Headers.ETag, again.Headers.ETag);
        Assert.Equal(await newer.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());
        Assert.NotEqual(await before.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());
        old.Dispose();
    }

    [Fact]
    public async Task Death_of_the_primary_leaves_layers_served_to_all_who_may_see_them_and_counted()
    {
        await FollowsAsync();
        await PatchAsync("while the primary lives");
        var department = (await system.PersonAsync("guest", "130100", ["parcels"])).Program;
        var stranger = system.Anonymous();
        var primary = await system.Primary;
        var counted = await system.Store.ScalarAsync<long>(Counted);
        using var known = await GetAsync(department, Granted);
        var (asked, stale) = (1, 0);
        await system.CaughtUpAsync();
        await primary.StopHardAsync();
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    foreach (var path in (string[])[Items, Item, Tile, Records])
                    {
                        using var answer = await GetAsync(stranger, path);
                    }

                    using var granted = await GetAsync(department, Granted);
                    asked++;
                    stale = granted.Headers.TryGetValues(ReadAgain.StaleHeader, out var seconds) ? int.Parse(seconds.Single(), CultureInfo.InvariantCulture) : 0;
                    return stale >= WellBeyondSessions;
                },
                "layers are read long after the primary's death");
            using var refused = await stranger.GetAsync(new Uri(Granted, UriKind.Relative));
            using var write = await WriteAsync("lost");
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.ServiceUnavailable), (refused.StatusCode, write.StatusCode));
            Assert.Contains("the primary does not answer", await HealthAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await system.StartPrimaryAgainAsync();
        }

        await FollowsAsync();
        await Eventually.TrueAsync(async () => await CountedAsync() >= counted + asked, "what was read is counted");
        Assert.Equal(counted + asked, await CountedAsync());
    }

    private ReadChoice Choice => ((ReadStores)system.Services.GetService(typeof(ReadStores))!).Choose();

    private Task<long> CountedAsync() => system.Store.ScalarAsync<long>(Counted);

    private Task FollowsAsync() => Eventually.TrueAsync(() => Choice is { IsStandby: true, IsStale: false }, "the standby keeps up");

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    private Task<string> TextAsync(string path) => system.Anonymous().GetStringAsync(new Uri(path, UriKind.Relative));

    private async Task<string> UseAsync()
    {
        using var feature = JsonDocument.Parse(await TextAsync(Item));
        return feature.RootElement.GetProperty("properties").GetProperty("use").GetString()!;
    }

    /// <summary>What is known of the catalogue stands for a second; until then the newer tile is given from memory.</summary>
    private async Task<HttpResponseMessage> OtherThanAsync(HttpResponseMessage known)
    {
        HttpResponseMessage? other = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await GetAsync(system.Anonymous(), Tile);
                if (answer.Headers.ETag!.Equals(known.Headers.ETag))
                {
                    answer.Dispose();
                    return false;
                }

                other = answer;
                return true;
            },
            "the standby's own catalogue is read");
        return other!;
    }

    private async Task<string> HealthAsync()
    {
        using var answer = await system.Anonymous().GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Tried again where the primary was killed before: the first to ask it again may find a connection that it had then.</summary>
    private Task PatchAsync(string use) => Eventually.TrueAsync(
        async () =>
        {
            using var answer = await WriteAsync(use);
            Assert.True(answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.StatusCode == HttpStatusCode.NoContent;
        },
        "the feature is changed");

    private async Task<HttpResponseMessage> WriteAsync(string use)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Item)
        {
            Content = new StringContent($$$"""{"properties": {"use": "{{{use}}}"}}""", Encoding.UTF8, "application/merge-patch+json"),
            Headers = { Authorization = (await WriterAsync()).DefaultRequestHeaders.Authorization },
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await system.Anonymous().SendAsync(request);
    }

    /// <summary>Somebody whom the server knows already, whichever store it asks about him.</summary>
    private async Task<HttpClient> WriterAsync()
    {
        if (_writer is null)
        {
            var writer = (await system.PersonAsync("administrator", "130000")).Program;
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await writer.GetAsync(new Uri("/ogc/collections/parcels", UriKind.Relative));
                    return answer.IsSuccessStatusCode;
                },
                "the writer is known");
            _writer = writer;
        }

        return _writer;
    }

    /// <summary>The standby counts that a table of features was read.</summary>
    private async Task ReadsAsync(string path)
    {
        const string scans = "SELECT coalesce(sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0)), 0)::bigint FROM pg_stat_user_tables WHERE relname LIKE 'layer_feature%'";
        var before = await system.Standby.ScalarAsync<long>(scans, system.Store.Database);
        using var answer = await GetAsync(system.Anonymous(), path);
        await Eventually.TrueAsync(async () => await system.Standby.ScalarAsync<long>(scans, system.Store.Database) > before, $"the standby was read for {path}");
    }
}
