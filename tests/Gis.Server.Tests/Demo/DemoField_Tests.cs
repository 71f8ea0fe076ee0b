using Gis.Demo.Episodes;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class DemoField_Tests(DemoSystem system) : IClassFixture<DemoSystem>
{
    [Fact]
    public async Task The_field_speaks_through_the_broker_and_nothing_it_says_is_refused()
    {
        await Eventually.TrueAsync(
            async () => await CountAsync("SELECT count(*) FROM latest_position") == 40
                && await CountAsync(
                    """
                    SELECT count(DISTINCT t.kind) FROM latest_observation l
                    JOIN datastream d ON d.id = l.datastream_id JOIN thing t ON t.id = d.thing_id
                    WHERE d.statistic = 'instant'
                    """) == 4
                && await CountAsync("SELECT count(*) FROM period_value") > 0,
            "all units and every kind of station were heard, with hours of the past", TimeSpan.FromMinutes(2));

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM rejected_message"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM device_message WHERE kind = 'unknown_items'"));
    }

    [Fact]
    public async Task An_episode_raises_an_alarm_within_seconds_and_the_camera_shows_why()
    {
        Assert.Equal(0, await new EpisodeCommand(system.Demo).RunAsync(outfall: null, CancellationToken.None));

        await Eventually.TrueAsync(
            async () => await CountAsync(
                """
                SELECT count(*) FROM alarm a JOIN camera_view v ON v.thing_id = a.thing_id
                WHERE a.kind = 'over_limit' AND a.property = 'w01018' AND a.cleared_at IS NULL AND NOT a.history AND a.origin = 'demo' AND a.ratio > 1.5
                """) > 0,
            "the alarm of the discharge stands");
        await Eventually.TrueAsync(
            async () => await CountAsync("SELECT count(*) FROM video_event WHERE kind = 'water_colour' AND snapshot_hash IS NOT NULL AND ended_at IS NOT NULL") > 0,
            "the camera's picture is kept");
    }

    [Fact]
    public async Task An_episode_at_an_outfall_that_does_not_exist_is_refused_with_a_reason() =>
        Assert.Equal(1, await new EpisodeCommand(system.Demo).RunAsync("000000F0A000000000000000", CancellationToken.None));

    private Task<long> CountAsync(string sql) => system.Store.ScalarAsync<long>(sql);
}
