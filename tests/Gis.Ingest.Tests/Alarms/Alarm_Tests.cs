using System.Globalization;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

public sealed class Alarm_Tests(RunningIngest rig) : IClassFixture<RunningIngest>, IAsyncLifetime
{
    private long _thing;
    private string _mn = "";

    public async Task InitializeAsync()
    {
        _mn = $"A{Guid.NewGuid():N}"[..24].ToUpperInvariant();
        _thing = await rig.AddThingAsync("outfall_water", "mn", _mn, "w01018");
        await rig.AddLimitAsync(_thing, "w01018", 3_600, 50);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Over_limit_is_raised_updated_and_cleared_after_two_good_hours()
    {
        await SendHourAsync(3, 60);
        await SendHourAsync(4, 110);
        await SendHourAsync(5, 40);
        await SendHourAsync(6, 40);
        await SendHourAsync(7, 40);
        await rig.SettleAsync();

        Assert.Equal(
            ["raised blue 60 1.20", "updated orange 110 2.20", "cleared orange 40 0.80"],
            await EventsAsync());
        Assert.Equal([true], await rig.ListAsync<bool>($"SELECT bool_or(escalated) FROM alarm_event WHERE thing_id = {_thing}"));
        Assert.Equal(1, await rig.CountAsync("alarm", $"thing_id = {_thing} AND cleared_at IS NOT NULL AND kind = 'over_limit' AND property = 'w01018'"));
        var id = Assert.Single(await rig.ListAsync<long>($"SELECT id FROM alarm WHERE thing_id = {_thing}"));
        Assert.True(await rig.CountAsync("live_event", $"payload -> 'alarms' @> '[{id}]'") >= 1);
    }

    [Fact]
    public async Task The_same_hour_again_raises_nothing_more()
    {
        await SendHourAsync(3, 60);
        await rig.SettleAsync();
        await SendHourAsync(3, 60);
        await rig.SettleAsync();

        Assert.Equal(["raised blue 60 1.20"], await EventsAsync());
    }

    [Fact]
    public async Task Flagged_hour_is_stored_and_not_judged()
    {
        await rig.SendAsync($"hj212/{_mn}/up", Hj212Packets.Hour(_mn, "20261103030000", "w01018-Avg=400,w01018-Flag=D"));
        await rig.SettleAsync();

        Assert.Equal(1, await rig.CountAsync("period_value", $"datastream_id IN (SELECT id FROM datastream WHERE thing_id = {_thing}) AND quality = 1"));
        Assert.Empty(await EventsAsync());
    }

    [Fact]
    public async Task Backfilled_over_limit_is_history_and_never_live()
    {
        await rig.SendAsync($"hj212/{_mn}/up", Hj212Packets.Hour(_mn, "20261020030000", "w01018-Avg=90,w01018-Flag=N"));
        await rig.SettleAsync();

        Assert.Equal(["raised yellow 90 1.80", "cleared yellow 90 1.80"], await EventsAsync());
        Assert.Equal(1, await rig.CountAsync("alarm", $"thing_id = {_thing} AND history"));
        Assert.Equal(0, await rig.CountAsync("live_event", $"{_thing} = ANY (ids) AND payload -> 'alarms' <> '[]'"));
        Assert.Equal(0, await rig.CountAsync("alarm_state", $"thing_id = {_thing}"));
    }

    [Fact]
    public async Task Two_real_time_values_near_the_limit_give_one_notice()
    {
        foreach (var (minute, value) in new[] { (0, 45), (1, 46), (2, 46), (3, 30), (4, 30) })
        {
            await rig.SendAsync($"hj212/{_mn}/up", Hj212Packets.RealTime(_mn, $"2026110311{minute:00}00", $"w01018-Rtd={value},w01018-Flag=N"));
        }

        await rig.SettleAsync();

        Assert.Equal(["raised notice 46 0.92", "cleared notice 30 0.60"], await EventsAsync());
    }

    [Fact]
    public async Task Limit_that_the_alarm_was_judged_against_is_named()
    {
        await SendHourAsync(3, 60);
        await rig.SettleAsync();

        Assert.Equal(1, await rig.CountAsync(
            "alarm_event e JOIN permit_limit l ON l.id = e.permit_limit_id", $"e.thing_id = {_thing} AND e.limit_value = l.upper_limit AND e.datastream_id IS NOT NULL"));
        Assert.Equal(["3600 avg mg/L"], await rig.ListAsync<string>(
            $"SELECT (details ->> 'period_s') || ' ' || (details ->> 'basis') || ' ' || (details ->> 'unit') FROM alarm_event WHERE thing_id = {_thing}"));
    }

    private Task SendHourAsync(int hour, double avg) => rig.SendAsync(
        $"hj212/{_mn}/up",
        Hj212Packets.Hour(_mn, $"20261103{hour:00}0000", string.Create(CultureInfo.InvariantCulture, $"w01018-Avg={avg},w01018-Flag=N")));

    private Task<List<string>> EventsAsync() => rig.ListAsync<string>(
        $"SELECT change || ' ' || severity || ' ' || value || ' ' || round(ratio::numeric, 2) FROM alarm_event WHERE thing_id = {_thing} ORDER BY id");
}
