using Gis.Server.Live;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Live;

/// <summary>Who does not read costs the server a bounded queue, and begins anew when he reads again; others notice nothing.</summary>
public sealed class SlowReader_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private const int Things = 1_500;

    [Fact]
    public async Task Viewer_that_stops_reading_is_told_to_take_a_snapshot_and_not_what_it_missed()
    {
        using var lapsed = new CounterProbe("Gis.Live", "gis_live_lapsed_viewers_total");
        var person = await system.PersonAsync("inspector", "130000");
        var things = await system.Store.ScalarAsync<long[]>(
            """
            WITH new AS (
                INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat)
                SELECT 'outfall_water', 't' || n, 't' || n, $2, 114.5, 38 FROM generate_series(1, $1) n RETURNING id)
            SELECT array_agg(id) FROM new
            """,
            Things,
            StoreSeed.ChangAn);
        var from = await system.Store.ScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM live_event");
        await using var slow = await SlowReader.FollowAsync(system, person, from);
        await using var quick = await HubClient.ConnectAsync(system.Address, person.HubHeaders);
        var followed = FollowAsync(quick, from);

        // More than the lines and the mailbox hold, a batch every quarter of a second.
        long last = 0;
        for (var batch = 0; batch < LiveMailbox.Capacity + 50; batch++)
        {
            last = await system.Store.LogAsync("ingest", things!, [StoreSeed.ChangAn]);
            await slow.PingAsync();
            await Task.Delay(270);
        }

        var items = 0;
        var item = await slow.NextAsync();
        for (; item.GetProperty("type").GetString() != "snapshot-needed"; items++)
        {
            item = await slow.NextAsync();
        }

        Assert.InRange(items, 1, LiveMailbox.Capacity);
        Assert.True(lapsed.Total > 0);
        Assert.True(await followed.WaitAsync(Eventually.Patience) > LiveMailbox.Capacity);

        async Task<int> FollowAsync(HubClient hub, long seq)
        {
            var changes = 0;
            await foreach (var one in hub.StreamAsync("Follow", [seq, null]))
            {
                changes += one.GetProperty("type").GetString() == "changes" ? 1 : 0;
                if (last > 0 && changes > LiveMailbox.Capacity && one.GetProperty("seq").GetInt64() >= last)
                {
                    break;
                }
            }

            return changes;
        }
    }
}
