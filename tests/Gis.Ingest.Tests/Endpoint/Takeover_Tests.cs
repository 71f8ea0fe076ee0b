using Gis.Ingest.Mqtt;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>One client identifier at two ingests: the newer connection stands, the older is told.</summary>
public sealed class Takeover_Tests(TwoIngests rig) : EndpointTest(rig, 't'), IClassFixture<TwoIngests>
{
    [Fact]
    public async Task Connection_at_another_ingest_takes_over_and_the_first_is_told()
    {
        await using var first = await RawDevice.ConnectAsync(rig.One.Port, Device, clientId: "wanders");
        await using var second = await RawDevice.ConnectAsync(rig.Two.Port, Device, clientId: "wanders");
        await AssertOvertakenAsync(first);
        await AssertStandsAsync(second);

        await using var third = await RawDevice.ConnectAsync(rig.One.Port, Device, clientId: "wanders");
        await AssertOvertakenAsync(second);
        await AssertStandsAsync(third);
    }

    [Fact]
    public async Task Client_id_of_another_user_or_another_of_ones_own_takes_nobodys_place()
    {
        var stranger = await rig.AddUserAsync($"x{Code}");
        await using var mine = await RawDevice.ConnectAsync(rig.One.Port, Device, clientId: "same");
        await using var theirs = await RawDevice.ConnectAsync(rig.Two.Port, stranger, clientId: "same");
        await using var other = await RawDevice.ConnectAsync(rig.Two.Port, Device, clientId: "other");
        // Whatever was to be told after these is told.
        await using var before = await RawDevice.ConnectAsync(rig.One.Port, Device, clientId: "marker");
        await using var after = await RawDevice.ConnectAsync(rig.Two.Port, Device, clientId: "marker");
        await AssertOvertakenAsync(before);

        await AssertStandsAsync(mine);
        await AssertStandsAsync(theirs);
        await AssertStandsAsync(other);
    }

    [Fact]
    public async Task Takeover_that_happens_while_the_store_is_not_heard_is_made_up_for()
    {
        await using var first = await RawDevice.ConnectAsync(rig.One.Port, Device, clientId: "patient");
        // Who listens loses his connection, and may not look when he has another; to write is still allowed.
        await rig.Store.ExecuteAsync("REVOKE SELECT ON endpoint_overtaken FROM gis_ingest; GRANT SELECT (ingest) ON endpoint_overtaken TO gis_ingest");
        await EndListenersAsync();
        await using var second = await ConnectInTheEndAsync(rig.Two.Port, "patient");
        await rig.UntilAsync("endpoint_overtaken", 1, $"user_name = '{Device.Name}'");
        await AssertStandsAsync(first);

        await rig.Store.ExecuteAsync("GRANT SELECT ON endpoint_overtaken TO gis_ingest");

        await AssertOvertakenAsync(first);
        await AssertStandsAsync(second);
    }

    [Fact]
    public async Task Store_forgets_who_has_left_and_what_was_told()
    {
        await using (var first = await RawDevice.ConnectAsync(rig.One.Port, Device, clientId: "brief"))
        {
            await using var second = await RawDevice.ConnectAsync(rig.Two.Port, Device, clientId: "brief");
            await AssertOvertakenAsync(first);
            await rig.UntilAsync("endpoint_client", 1, $"user_name = '{Device.Name}' AND ingest = 'two'");
        }

        await rig.UntilAsync("endpoint_client", 0, $"user_name = '{Device.Name}'");
        await rig.UntilAsync("endpoint_overtaken", 0, $"user_name = '{Device.Name}'");
    }

    [Fact]
    public async Task What_an_ingest_that_died_left_behind_goes_when_it_starts_again()
    {
        await rig.Store.ExecuteAsync(
            "INSERT INTO endpoint_client (user_name, client_id, ingest, connection, since) VALUES ($1, 'left', 'two', gen_random_uuid(), $2)",
            Device.Name,
            rig.Clock.GetUtcNow().UtcDateTime);
        await rig.Store.ExecuteAsync(
            "INSERT INTO endpoint_overtaken (connection, ingest, user_name, client_id) VALUES (gen_random_uuid(), 'two', $1, 'left')", Device.Name);
        await using var elsewhere = await RawDevice.ConnectAsync(rig.One.Port, Device, clientId: "stays");

        await rig.RestartTwoAsync();

        await rig.UntilAsync("endpoint_overtaken", 0, $"user_name = '{Device.Name}'");
        await rig.UntilAsync("endpoint_client", 1, $"user_name = '{Device.Name}'");
        await AssertStandsAsync(elsewhere);
    }

    [Fact]
    public async Task Hundreds_that_move_at_once_each_lose_their_older_connection_and_nothing_else()
    {
        const int Each = 15;
        var users = new List<BrokerUser>();
        for (var i = 0; i < 20; i++)
        {
            users.Add(await rig.AddUserAsync($"m{i}{Code}"));
        }

        var clients = users.SelectMany(user => Enumerable.Range(0, Each).Select(i => (User: user, ClientId: $"c{i}"))).ToList();
        var older = await Task.WhenAll(clients.Select(c => RawDevice.ConnectAsync(rig.One.Port, c.User, clientId: c.ClientId)));
        var newer = await Task.WhenAll(clients.Select(c => RawDevice.ConnectAsync(rig.Two.Port, c.User, clientId: c.ClientId)));
        try
        {
            await Task.WhenAll(older.Select(AssertOvertakenAsync));
            await Task.WhenAll(newer.Select(AssertStandsAsync));
        }
        finally
        {
            foreach (var device in older.Concat(newer))
            {
                await device.DisposeAsync();
            }
        }
    }

    /// <summary>A connection to the store may just have broken; the device tries again, as devices do.</summary>
    private async Task<RawDevice> ConnectInTheEndAsync(int port, string clientId)
    {
        RawDevice? device = null;
        await Eventually.TrueAsync(
            async () =>
            {
                device = await RawDevice.OpenAsync(port);
                await device.SendAsync(RawDevice.Connect(Device.Name, Device.Password, 5, clientId));
                if ((await device.ReadPacketAsync()) is [0x20, _, _, 0, ..])
                {
                    return true;
                }

                await device.DisposeAsync();
                return false;
            },
            "the device is let in");
        return device!;
    }

    private static async Task AssertOvertakenAsync(RawDevice device)
    {
        var last = await device.ReadToEndAsync();
        Assert.Equal((0xE0, MqttReason.SessionTakenOver), (last[^1][0], last[^1][2]));
    }

    private static async Task AssertStandsAsync(RawDevice device)
    {
        await device.SendAsync([0xC0, 0]);
        Assert.Equal([0xD0, 0], await device.ReadPacketAsync());
    }

    /// <summary>Ends the sessions in which ingests listen. By their own role, for others do not see what they do.</summary>
    private async Task EndListenersAsync()
    {
        await using var command = rig.Store.Ingest.CreateCommand(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
              AND query ~ '^(LISTEN endpoint_overtaken|SELECT connection, user_name|DELETE FROM endpoint_overtaken)'
            """);
        Assert.NotEqual(0L, await command.ExecuteScalarAsync());
    }
}
