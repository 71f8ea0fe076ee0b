using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.House;

/// <summary>The laws that the first migrations hold: the log's order, versions, areas as a tree, partitions made ahead.</summary>
public sealed class Laws_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Seq_order_is_commit_order_however_many_write()
    {
        const int Writers = 6;
        const int Each = 40;
        var seen = new List<long>();
        using var done = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            // A reader that only ever asks for what lies above the highest seq it has seen must still see every row.
            long last = 0;
            var finished = false;
            while (!finished)
            {
                finished = done.IsCancellationRequested;
                await using var command = store.Command.CreateCommand("SELECT seq FROM live_event WHERE seq > $1 AND kind = 'order-test' ORDER BY seq");
                command.Parameters.Add(new NpgsqlParameter { Value = last });
                await using var rows = await command.ExecuteReaderAsync();
                while (await rows.ReadAsync())
                {
                    last = rows.GetInt64(0);
                    seen.Add(last);
                }
            }
        });

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await using var write = store.Ingest.CreateCommand("SELECT append_live_event('order-test', '{}', '{}', '{}')");
                await write.ExecuteScalarAsync();
            }
        })));
        await done.CancelAsync();
        await reader;

        Assert.Equal(Writers * Each, seen.Count);
    }

    [Fact]
    public async Task Hebei_has_11_prefectures_and_167_counties()
    {
        Assert.Equal(11L, await store.ScalarAsync<long>("SELECT count(*) FROM area WHERE level = 'prefecture'"));
        Assert.Equal(167L, await store.ScalarAsync<long>("SELECT count(*) FROM area WHERE level = 'county'"));
        Assert.Equal(180L, await store.ScalarAsync<long>("SELECT count(*) FROM area_ancestor WHERE ancestor = '130000'"));
    }

    [Theory]
    [InlineData("130102", "130100", true)]   // a district of Shijiazhuang
    [InlineData("130181", "130100", false)]  // Xinji is coded inside Shijiazhuang and governed by the province
    [InlineData("130181", "130000", true)]
    [InlineData("130638", "130600", false)]  // Xiongxian belongs to Xiong'an, not to Baoding
    [InlineData("130638", "133100", true)]
    [InlineData("999999", "130000", false)]
    public async Task Rights_follow_the_tree_and_never_the_code(string code, string root, bool inside)
    {
        Assert.Equal(inside, await store.ScalarAsync<bool>("SELECT area_within($1, ARRAY[$2])", code, root));
    }

    [Fact]
    public async Task What_a_thing_was_can_still_be_asked_after_it_changed()
    {
        var id = await store.ScalarAsync<long>(
            "INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) VALUES ('outfall_water', '旧', 'old', '130102', 114.5, 38) RETURNING id");

        await store.ExecuteAsync("UPDATE thing SET name_en = 'new' WHERE id = $1", id);
        await store.ExecuteAsync("UPDATE thing SET name_en = 'new' WHERE id = $1", id);

        Assert.Equal("old", await store.ScalarAsync<string>("SELECT string_agg(name_en, ',') FROM thing_version WHERE id = $1", id));
        Assert.True(await store.ScalarAsync<bool>("SELECT v.valid_to = t.valid_from FROM thing_version v JOIN thing t USING (id) WHERE id = $1", id));
    }

    [Fact]
    public async Task Partitions_stand_ready_for_a_week_and_are_not_made_twice()
    {
        Assert.Equal(0, await store.ScalarAsync<int>("SELECT ensure_partitions()"));
        Assert.True(await store.ScalarAsync<bool>("SELECT to_regclass('observation_' || to_char(current_date + 7, 'YYYYMMDD')) IS NOT NULL"));
    }

    [Fact]
    public async Task Old_partitions_go_by_policy_and_the_rest_stays()
    {
        await store.ExecuteAsync("SELECT ensure_partitions(current_date - 200)");
        await store.ExecuteAsync(
            "INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at) VALUES (1, now(), 1, 0, now()), (1, now() - interval '200 days', 1, 0, now())");

        await store.ExecuteAsync("SELECT drop_old_partitions()");

        Assert.Equal(1L, await store.ScalarAsync<long>("SELECT count(*) FROM observation WHERE datastream_id = 1"));
    }

    [Fact]
    public async Task Minutes_go_after_a_year_and_hours_and_days_stay()
    {
        await store.ExecuteAsync("SELECT ensure_partitions('2024-06-15')");
        await store.ExecuteAsync(
            """
            INSERT INTO rollup (datastream_id, period_s, start, count, valid, above, sum, sum_y)
            SELECT 1, p, s, 1, 1, 0, 1, 0 FROM unnest(ARRAY[60, 3600, 86400]) p, unnest(ARRAY['2024-06-15', '2010-06-15']::timestamptz[]) s
            """);
        Assert.Equal(1L, await store.ScalarAsync<long>("SELECT count(*) FROM rollup_minute_202406"));

        await store.ExecuteAsync("SELECT drop_old_partitions()");

        Assert.Equal(
            "3600 2024, 86400 2010, 86400 2024",
            await store.ScalarAsync<string>(
                "SELECT string_agg(period_s || ' ' || to_char(start, 'YYYY'), ', ' ORDER BY period_s, start) FROM rollup WHERE datastream_id = 1"));
    }

    [Fact]
    public async Task Geometry_has_its_Mercator_twin()
    {
        // Shijiazhuang, 114.5 E 38.05 N: x = 114.5 · 111319.4908; y by the spherical formula.
        var xy = await store.ScalarAsync<string>(
            """
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) VALUES ('air_station', '站', 'station', '130102', 114.5, 38.05)
            RETURNING round(ST_X(geom_3857)) || ' ' || round(ST_Y(geom_3857))
            """);

        var y = 6378137 * Math.Log(Math.Tan((Math.PI / 4) + (38.05 * Math.PI / 360)));
        Assert.Equal(FormattableString.Invariant($"{Math.Round(114.5 * 111319.49079327358)} {Math.Round(y)}"), xy);
    }
}
