using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Dispatch;

public sealed class OrderDelivery_Tests(OrderDelivery_Tests.FieldAndCommand system) : IClassFixture<OrderDelivery_Tests.FieldAndCommand>
{
    [Fact]
    public async Task A_unit_answers_over_the_broker_and_the_timeline_tells_it()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var heard = await unit.ListenAsync(1);
        var incident = await commander.ReportAsync();
        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        var code = (await heard)[0].GetProperty("order").GetString()!;

        foreach (var state in (string[])["acknowledged", "en_route", "on_scene", "done"])
        {
            await unit.SayAsync(code, state, state == "done" ? "Two samples taken" : null);
            await commander.StateBecomesAsync(incident, order, state);
        }

        var ended = await commander.OrderAsync(incident, order);
        Assert.Equal("Two samples taken", ended.GetProperty("stateText").GetString());
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM unit_assignment WHERE unit_id = $1", unit.Id));
    }

    [Fact]
    public async Task An_order_given_while_the_broker_is_away_goes_out_when_it_is_back()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var incident = await commander.ReportAsync();
        await system.Broker.StopAsync();

        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        Assert.Equal("issued", (await commander.OrderAsync(incident, order)).GetProperty("state").GetString());
        await system.Broker.StartAgainAsync();

        await commander.StateBecomesAsync(incident, order, "sent");
    }

    [Fact]
    public async Task An_order_given_just_before_the_server_stopped_goes_out_after_its_start()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.FieldUnitAsync();
        var incident = await commander.ReportAsync();
        await system.StopServerAsync();
        await system.Store.ExecuteAsync(
            """
            WITH placed AS (
                INSERT INTO field_order (code, incident_id, unit_id, kind, text, lon, lat, issued_at, issued_by)
                VALUES ('left-behind', $1, $2, 'go', 'Go', 114.5, 38, now(), $3) RETURNING id),
            held AS (INSERT INTO unit_assignment SELECT $2, id, $1 FROM placed)
            INSERT INTO assignment_event (order_id, state, at, source) SELECT id, 'issued', now(), 'commander' FROM placed
            """, incident, unit.Id, commander.Account);
        await system.StartServerAsync();

        await Eventually.TrueAsync(
            async () => await system.Store.ScalarAsync<string>("SELECT state FROM order_standing WHERE code = 'left-behind'") == "sent", "the order goes out");
    }

    public sealed class FieldAndCommand : TestSystem
    {
        protected override string Parts => "ingest,command";
    }
}
