using Gis.Server.Deliveries;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gis.Server.Tests.Deliveries;

/// <summary>The nightly round, at a moment that the test chooses.</summary>
public sealed class GapRound_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Night = DeliverySeed.Midnight(0).AddHours(3).AddMinutes(1);

    [Fact]
    public async Task Round_asks_each_device_once_a_night_however_many_servers_there_are()
    {
        var things = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            things.Add(await AddLoggerAsync());
        }

        var mute = await store.AddThingAsync("speaks JSON", StoreSeed.ChangAn);
        await store.AddStreamAsync(mute, 3_600, 3_600, DeliverySeed.Midnight(-3));
        await store.CountAsync(mute, -2);
        await store.ExecuteAsync("UPDATE rule_setting SET value = 600 WHERE code = 'delivery.rerequest_per_minute'");

        // Before its hour nothing happens; then two servers at once; then again the same night.
        await Round(Night.AddHours(-1)).RunAsync(CancellationToken.None);
        Assert.Equal(0L, await CommandsAsync());
        await Task.WhenAll(Round(Night).RunAsync(CancellationToken.None), Round(Night).RunAsync(CancellationToken.None));
        await Round(Night.AddMinutes(2)).RunAsync(CancellationToken.None);

        Assert.Equal(3L, await CommandsAsync());
        Assert.Equal(3L, await store.ScalarAsync<long>("SELECT count(DISTINCT thing_id) FROM device_command WHERE thing_id = ANY ($1) AND requested_by IS NULL", things.ToArray()));
        Assert.Equal(1L, await store.ScalarAsync<long>("SELECT count(*) FROM gap_round WHERE things = 3 AND commands = 3 AND ended_at IS NOT NULL"));
        Assert.Equal(3L, await store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'device.request_gaps' AND account_id IS NULL AND actor = 'system'"));

        await store.ExecuteAsync("UPDATE rule_setting SET value = -1 WHERE code = 'delivery.rerequest_hour'");
        await Round(Night.AddDays(1)).RunAsync(CancellationToken.None);
        Assert.Equal(1L, await store.ScalarAsync<long>("SELECT count(*) FROM gap_round"));
    }

    private async Task<long> AddLoggerAsync()
    {
        var thing = await store.AddLoggerAsync();
        var stream = await store.AddStreamAsync(thing, 3_600, 3_600, DeliverySeed.Midnight(-3));
        await store.AddPeriodsAsync(stream, Enumerable.Range(0, 75).Where(h => h != 30).Select(h => DeliverySeed.Midnight(-3).AddHours(h)));
        await store.CountAsync(thing, -2);
        return thing;
    }

    private Task<long> CommandsAsync() => store.ScalarAsync<long>("SELECT count(*) FROM device_command")!;

    private GapRound Round(DateTimeOffset at)
    {
        var clock = new StillClock(at);
        return new GapRound(store.Command, new GapDesk(store.Command, clock), clock, NullLogger<GapRound>.Instance);
    }

    /// <summary>Says one moment; its timers are real, so that the round's pace passes.</summary>
    private sealed class StillClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
    }
}
