using System.Globalization;
using Gis.Ingest;
using Gis.Server.Dispatch;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
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

    [Fact]
    public async Task A_unit_that_listens_only_at_the_endpoint_gets_its_order_and_is_known_to()
    {
        var commander = await system.CommanderAsync();
        var incident = await commander.ReportAsync();
        var unit = await system.EndpointUnitAsync();
        var heard = await unit.ListenAsync(1);
        await system.UntilListeningAsync(unit, true);

        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        await commander.StateBecomesAsync(incident, order, "sent");

        Assert.Single(await heard);
        Assert.Null((await commander.OrderAsync(incident, order)).GetProperty("stateText").GetString());
    }

    [Fact]
    public async Task A_unit_that_listens_at_the_broker_is_known_to()
    {
        var commander = await system.CommanderAsync();
        var incident = await commander.ReportAsync();
        var unit = await system.FieldUnitAsync();
        var heard = await unit.ListenAsync(1);

        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        await commander.StateBecomesAsync(incident, order, "sent");

        Assert.Single(await heard);
        Assert.Null((await commander.OrderAsync(incident, order)).GetProperty("stateText").GetString());
    }

    [Fact]
    public async Task An_order_that_nobody_hears_says_so_though_its_unit_listened_before()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.EndpointUnitAsync();
        var heard = await unit.ListenAsync(1);
        await system.UntilListeningAsync(unit, true);
        await commander.SendAsync(await commander.ReportAsync(), unit.Id);
        // It leaves with its first order.
        await heard;
        await system.UntilListeningAsync(unit, false);
        await system.Store.ExecuteAsync("DELETE FROM unit_assignment WHERE unit_id = $1", unit.Id);

        var incident = await commander.ReportAsync();
        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        await commander.StateBecomesAsync(incident, order, "sent");

        Assert.Equal("no-subscriber", (await commander.OrderAsync(incident, order)).GetProperty("stateText").GetString());
    }

    [Fact]
    public async Task A_unit_that_an_ingest_is_about_to_tell_of_is_not_taken_for_deaf()
    {
        var commander = await system.CommanderAsync();
        var unit = await system.EndpointUnitAsync();
        var incident = await commander.ReportAsync();
        var order = await system.Store.ScalarAsync<long>(
            """
            WITH placed AS (
                INSERT INTO field_order (code, incident_id, unit_id, kind, text, lon, lat, issued_at, issued_by)
                VALUES ('just-come', $1, $2, 'go', 'Go', 114.5, 38, now(), $3) RETURNING id),
            held AS (INSERT INTO unit_assignment SELECT $2, id, $1 FROM placed)
            INSERT INTO assignment_event (order_id, state, at, source) SELECT id, 'issued', now(), 'commander' FROM placed RETURNING order_id
            """, incident, unit.Id, commander.Account);
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var post = new OrderPost(
            system.Store.Command, new DeafBroker(() => system.ListensAsync(unit)), clock, NullLogger<OrderPost>.Instance);

        await post.SendDueAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(2));
        await post.SendDueAsync(CancellationToken.None);

        await commander.StateBecomesAsync(incident, order, "sent");
        Assert.Null((await commander.OrderAsync(incident, order)).GetProperty("stateText").GetString());
    }

    [Fact]
    public async Task What_an_ingest_that_died_said_of_a_unit_is_not_believed_for_long()
    {
        var unit = await system.EndpointUnitAsync();
        await system.Store.ExecuteAsync(
            "INSERT INTO unit_listener (unit, ingest, kept_at) VALUES ($1, 'dead', now() - interval '31 seconds')", unit.Code);
        var commander = await system.CommanderAsync();
        var incident = await commander.ReportAsync();

        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        await commander.StateBecomesAsync(incident, order, "sent");

        Assert.Equal("no-subscriber", (await commander.OrderAsync(incident, order)).GetProperty("stateText").GetString());
    }

    [Fact]
    public async Task A_unit_at_the_endpoint_gets_its_order_while_the_broker_is_away()
    {
        var commander = await system.CommanderAsync();
        var incident = await commander.ReportAsync();
        var unit = await system.EndpointUnitAsync();
        var heard = await unit.ListenAsync(1);
        await system.UntilListeningAsync(unit, true);
        await system.Broker.StopAsync();

        var order = (await commander.SendAsync(incident, unit.Id)).GetProperty("id").GetInt64();
        await commander.StateBecomesAsync(incident, order, "sent");
        await system.Broker.StartAgainAsync();

        Assert.Single(await heard);
        Assert.Null((await commander.OrderAsync(incident, order)).GetProperty("stateText").GetString());
    }

    /// <summary>A broker at which nobody listens. While it is asked, an ingest tells of the unit.</summary>
    private sealed class DeafBroker(Func<Task> tellAsync) : IFieldPublisher
    {
        public bool IsConnected => true;

        public async Task<byte> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
        {
            await tellAsync();
            return 0x10;
        }
    }

    public sealed class FieldAndCommand : TestSystem
    {
        private readonly int _endpointPort = FreePort.Take();

        protected override string Parts => "ingest,command";

        protected override void Adjust(WebApplicationBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Configuration["Ingest:Endpoint:Port"] = _endpointPort.ToString(CultureInfo.InvariantCulture);
        }

        /// <summary>A unit whose device knows the endpoint's address and no other.</summary>
        public async Task<FieldUnit> EndpointUnitAsync()
        {
            var user = new BrokerUser($"e-{Guid.NewGuid().ToString("N")[..8]}", "secret-1234");
            await Store.ExecuteAsync("INSERT INTO device_credential (user_name, hash) VALUES ($1, $2)", user.Name, FieldPassword.Hash(user.Password));
            return new FieldUnit(await Store.AddUnitAsync(user.Name, StoreSeed.ChangAn), user, _endpointPort);
        }

        public Task ListensAsync(FieldUnit unit) => Store.ExecuteAsync(
            "INSERT INTO unit_listener (unit, ingest, kept_at) VALUES ($1, 'told-late', now()) ON CONFLICT DO NOTHING", unit.Code);

        public Task UntilListeningAsync(FieldUnit unit, bool listens) => Eventually.TrueAsync(
            async () => await Store.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM unit_listening WHERE unit = $1)", unit.Code) == listens,
            $"the store knows whether {unit.Code} listens");
    }
}
