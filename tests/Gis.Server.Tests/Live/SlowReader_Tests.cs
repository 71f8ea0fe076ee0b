using System.Net.WebSockets;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Live;

/// <summary>Nothing piles up for who reads slowly or not at all; others notice nothing.</summary>
public sealed class SlowReader_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private const int Things = 1_500;
    private const int Batches = 90;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(260);

    [Fact]
    public async Task Slow_viewer_gets_fewer_and_fresh_items_and_one_that_does_not_read_is_cut_off_and_comes_back()
    {
        var person = await system.PersonAsync("inspector", "130000");
        var things = (await system.Store.ScalarAsync<long[]>(
            """
            WITH new AS (
                INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat)
                SELECT 'outfall_water', 't' || n, 't' || n, $2, 114.5, 38 FROM generate_series(1, $1) n RETURNING id)
            SELECT array_agg(id) FROM new
            """,
            Things,
            StoreSeed.ChangAn))!;
        var from = await system.Store.ScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM live_event");
        await using var quick = await SlowReader.FollowAsync(system, person, from, TimeSpan.Zero);
        await using var slow = await ReturningReader.FollowAsync(system, person, from, TimeSpan.FromMilliseconds(300));
        await using var stuck = await SlowReader.FollowAsync(system, person, from, TimeSpan.Zero);
        var last = long.MaxValue;
        var quickly = ReadAsync(quick.NextAsync);
        var slowly = ReadAsync(slow.NextAsync);
        for (var batch = 1; batch <= Batches; batch++)
        {
            var seq = await system.Store.LogAsync("ingest", things, [StoreSeed.ChangAn]);
            if (batch == Batches)
            {
                Volatile.Write(ref last, seq);
            }

            await Task.WhenAll(quick.PingAsync(), slow.PingAsync(), batch < 5 ? stuck.PingAsync() : Task.CompletedTask);
            await Task.Delay(Between);
        }

        slow.Pause = TimeSpan.Zero;
        var (ofQuick, ofSlow) = (await quickly.WaitAsync(Eventually.Patience), await slowly.WaitAsync(Eventually.Patience));

        // What waited for the slow one became one item each time it could take one: all things, once.
        Assert.True(ofSlow < ofQuick * 2 / 3, $"The slow viewer got {ofSlow} items, the quick one {ofQuick}.");
        Assert.True(await ItemsUntilTheEndAsync(stuck) < ofQuick / 2);
        await using var back = await SlowReader.FollowAsync(system, person, from, TimeSpan.Zero);
        Assert.True((await back.NextAsync()).GetProperty("seq").GetInt64() >= last);

        async Task<int> ReadAsync(Func<Task<JsonElement>> nextAsync)
        {
            for (var items = 1; ; items++)
            {
                var item = await nextAsync();
                if (item.GetProperty("seq").GetInt64() >= Volatile.Read(ref last))
                {
                    return items;
                }
            }
        }

        static async Task<int> ItemsUntilTheEndAsync(SlowReader reader)
        {
            for (var items = 0; ; items++)
            {
                try
                {
                    await reader.NextAsync();
                }
                catch (Exception ended) when (ended is WebSocketException or EndOfStreamException)
                {
                    return items;
                }
            }
        }
    }
}
