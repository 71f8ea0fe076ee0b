using Gis.Server.Dispatch;
using Gis.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Server.Tests.Dispatch;

/// <summary>The watch looks with a clock of the test's; all else, the broker too, runs in real time.</summary>
public sealed class OrderWatch_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private readonly ManualClock _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Silence_is_alerted_again_after_a_minute_and_another_unit_offered_after_two()
    {
        await system.Store.ExecuteAsync("UPDATE unit SET retired_at = now()");
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var other = await system.FieldUnitAsync(114.6, 38.0);
        var heard = await unit.ListenAsync(2);
        var incident = await commander.ReportAsync();
        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        await commander.StateBecomesAsync(incident, order, "sent");

        await LookAfterAsync(55);
        Assert.Empty(await commander.TimelineAsync(incident, "realerted"));
        await LookAfterAsync(10);
        await LookAfterAsync(1);
        var realerted = Assert.Single(await commander.TimelineAsync(incident, "realerted")).GetProperty("details");
        Assert.Empty(await commander.TimelineAsync(incident, "next_unit_offered"));
        await LookAfterAsync(60);
        await LookAfterAsync(60);

        var messages = await heard;
        var offered = Assert.Single(await commander.TimelineAsync(incident, "next_unit_offered")).GetProperty("details");
        Assert.True(realerted.GetProperty("resent").GetBoolean());
        Assert.Equal(messages[0].GetRawText(), messages[1].GetRawText());
        Assert.Equal(other.Id, offered.GetProperty("nextUnitId").GetInt64());
        Assert.Equal("unanswered", offered.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task An_order_that_nobody_took_expires_when_due_and_frees_the_unit()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var incident = await commander.ReportAsync();
        var order = (await commander.SendAsync(incident, unit.Id, DateTimeOffset.UtcNow.AddMinutes(30))).GetProperty("id").GetInt64();
        await commander.StateBecomesAsync(incident, order, "sent");

        await LookAfterAsync(31 * 60);

        Assert.Equal("expired", (await commander.OrderAsync(incident, order)).GetProperty("state").GetString());
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM unit_assignment WHERE unit_id = $1", unit.Id));
    }

    private async Task LookAfterAsync(int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        var services = system.Services;
        var desk = new OrderWatchDesk(
            system.Store.Command, services.GetRequiredService<OrderPost>(), services.GetRequiredService<Recommender>(), _clock);
        await desk.LookAsync(CancellationToken.None);
    }
}
