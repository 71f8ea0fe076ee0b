using System.Net;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.VectorTiles;
using Xunit;

namespace Gis.Tiles.Tests.Usage;

/// <summary>Who used which layer: counted on the way out, stored in batches, told to the owner and to whoever administers everything.</summary>
public sealed class LayerUsage_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Administrator = "administrator|130000|";

    private async Task<JsonElement> UsageAsync(string layer, string query = "") =>
        await (await system.WithAsync(Administrator)).GetJsonAsync($"/api/layers/{layer}/usage{query}");

    /// <summary>An answer is counted a moment after the caller has it.</summary>
    private async Task<JsonElement> UsageOfAsync(string layer, long account, long requests)
    {
        JsonElement? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                found = (await UsageAsync(layer)).GetProperty("accounts").EnumerateArray().Cast<JsonElement?>()
                    .FirstOrDefault(row => (row!.Value.GetProperty("account").ValueKind == JsonValueKind.Null ? 0 : row.Value.GetProperty("account").GetInt64()) == account);
                return found?.GetProperty("sum").GetProperty("requests").GetInt64() == requests;
            },
            $"{requests} requests are counted",
            TimeSpan.FromSeconds(10));
        return found!.Value;
    }

    [Fact]
    public async Task Pages_features_and_tiles_are_counted_with_their_bytes_for_the_account_that_read_them()
    {
        var department = await system.PersonAsync("guest|130100|parcels");
        var page = await department.Program.GetStringAsync("/ogc/collections/parcels/items?limit=7");
        var one = await department.Program.GetStringAsync("/ogc/collections/parcels/items/3");
        var tile = await department.Program.GetByteArrayAsync(TileClient.Path("parcels", SmallWorld.ChanganTile));

        var use = await UsageOfAsync("parcels", department.Account, requests: 3);

        Assert.Equal((department.Name, 1), (use.GetProperty("name").GetString(), use.GetProperty("lastEdition").GetInt32()));
        Assert.Equal((1, 8), (use.GetProperty("sum").GetProperty("tiles").GetInt64(), use.GetProperty("sum").GetProperty("features").GetInt64()));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(page + one) + tile.Length, use.GetProperty("sum").GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Use_without_sign_in_is_counted_as_such()
    {
        await system.Anyone.GetStringAsync("/ogc/collections/districts/items");

        var use = await UsageOfAsync("districts", account: 0, requests: 1);

        Assert.Equal(JsonValueKind.Null, use.GetProperty("name").ValueKind);
        Assert.Equal(2, use.GetProperty("sum").GetProperty("features").GetInt64());
    }

    [Fact]
    public async Task What_was_refused_is_no_use()
    {
        var department = await system.PersonAsync("guest|130100|parcels");
        Assert.Equal(HttpStatusCode.NotFound, (await department.Program.GetAsync("/ogc/collections/cameras/items")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await department.Program.GetAsync("/ogc/collections/parcels/items?limit=0")).StatusCode);
        await department.Program.GetStringAsync("/ogc/collections/parcels/items?limit=1");

        await UsageOfAsync("parcels", department.Account, requests: 1);

        Assert.Equal(0, (await UsageAsync("cameras")).GetProperty("total").GetProperty("requests").GetInt64());
    }

    [Fact]
    public async Task What_the_caller_had_already_is_a_use_of_no_bytes()
    {
        var department = await system.PersonAsync("guest|130100|parcels");
        using var first = await department.Program.GetAsync("/ogc/collections/parcels/items/3");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/ogc/collections/parcels/items/3");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var known = await department.Program.SendAsync(again);

        var use = await UsageOfAsync("parcels", department.Account, requests: 2);

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal((await first.Content.ReadAsByteArrayAsync()).Length, use.GetProperty("sum").GetProperty("bytes").GetInt64());
        Assert.Equal(1, use.GetProperty("sum").GetProperty("features").GetInt64());
    }

    [Fact]
    public async Task Nothing_counted_is_lost_when_the_server_stops()
    {
        var own = new TilesSystem();
        await own.InitializeAsync();
        try
        {
            for (var i = 0; i < 25; i++)
            {
                await own.Anyone.GetStringAsync("/ogc/collections/districts/items");
            }

            await own.StopServerAsync();

            Assert.Equal(25, await own.Store.ScalarAsync<long>("SELECT sum(requests)::bigint FROM layer_usage WHERE layer = 'districts' AND account_id = 0"));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Owner_of_the_layer_and_whoever_administers_everything_may_know_and_others_find_nothing()
    {
        var owner = await system.PersonAsync("guest|130100|air_stations");
        await system.Store.ExecuteAsync("UPDATE layer_record SET owner_account = $1 WHERE layer = 'air_stations'", owner.Name);
        await Eventually.TrueAsync(async () => (await owner.Program.GetAsync("/api/layers/air_stations/usage")).IsSuccessStatusCode, "the owner is known", TimeSpan.FromSeconds(10));

        Assert.Equal(HttpStatusCode.NotFound, (await owner.Program.GetAsync("/api/layers/water_stations/usage")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await system.WithAsync("administrator|130100|")).GetAsync("/api/layers/air_stations/usage")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await system.WithAsync("officer|130000|")).GetAsync("/api/layers/air_stations/usage")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await system.WithAsync(Administrator)).GetAsync("/api/layers/air_stations/usage")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await system.WithAsync(Administrator)).GetAsync("/api/layers/nothing/usage")).StatusCode);
    }

    [Fact]
    public async Task Days_are_those_asked_for()
    {
        await system.Store.ExecuteAsync(
            """
            INSERT INTO layer_usage (layer, day, account_id, account_name, display_name, requests, tiles, features, bytes, edition, last_at)
            SELECT 'noise_stations', d::date, 0, '', '', 5, 2, 10, 1000, 0, d FROM generate_series('2026-01-01'::timestamptz, '2026-01-10', '1 day') d
            """);

        var usage = await UsageAsync("noise_stations", "?from=2026-01-03&to=2026-01-05");

        Assert.Equal(["2026-01-03", "2026-01-04", "2026-01-05"], usage.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("day").GetString()));
        Assert.Equal((15, 3000), (usage.GetProperty("total").GetProperty("requests").GetInt64(), usage.GetProperty("total").GetProperty("bytes").GetInt64()));
    }

    [Theory]
    [InlineData("?from=yesterday")]
    [InlineData("?to=2026-13-01")]
    [InlineData("?from=2026-02-01&to=2026-01-01")]
    [InlineData("?from=2020-01-01&to=2026-01-01")]
    [InlineData("?days=3")]
    [InlineData("?from=0001-01-01&to=0001-01-01")]
    public async Task Bad_span_is_refused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await system.WithAsync(Administrator)).GetAsync($"/api/layers/districts/usage{query}")).StatusCode);
}
