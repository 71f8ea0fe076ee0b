using System.IO.Pipelines;
using System.Net.Sockets;
using Gis.Ingest.Hj212;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Hj212.Tcp;
using Gis.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

/// <summary>What a device, or somebody who is none, can't do to the others.</summary>
public sealed class TcpBounds_Tests : IAsyncLifetime, IDisposable
{
    private const string Mn = "130200000000000000000001";
    private readonly IngestRig _rig = new();

    public Task InitializeAsync() => _rig.InitializeAsync();

    public Task DisposeAsync() => _rig.DisposeAsync();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Noise_is_closed_and_kept_once()
    {
        await StartAsync(("MostNoiseBytes", "2000"));
        await using var stranger = await CallAsync();

        await SendUntilClosedAsync(stranger, [.. Enumerable.Repeat((byte)'x', 700)]);

        await _rig.UntilAsync("rejected_message", 1, "source = 'hj212' AND code = 'no-packet'");
    }

    [Fact]
    public async Task Slow_sender_and_silent_one_are_closed()
    {
        await StartAsync(("FirstPacketWithin", "00:00:00.500"));
        await using var silent = await CallAsync();
        await using var slow = await CallAsync();
        await slow.SendAsync("##0100QN="u8.ToArray());

        Assert.Empty(await silent.ReadToEndAsync());
        Assert.Empty(await slow.ReadToEndAsync());
    }

    [Fact]
    public async Task Crowd_that_sends_byte_by_byte_and_never_ends_a_packet_is_closed_while_a_device_is_served()
    {
        await StartAsync(("FirstPacketWithin", "00:00:02"));
        await _rig.AddThingAsync("outfall_water", "mn", Mn);
        await using var logger = await CallAsync();
        await logger.SendAsync(Heartbeat(1));
        await logger.ReadPacketAsync();
        var crowd = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => CallAsync()));
        await Task.WhenAll(crowd.Select(one => one.SendAsync("##0900QN="u8.ToArray())));

        var dripping = crowd.Select(one => SendUntilClosedAsync(one, "1"u8.ToArray())).ToList();

        await logger.SendAsync(Heartbeat(2));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        await Task.WhenAll(dripping);
        await logger.SendAsync(Heartbeat(3));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        foreach (var one in crowd)
        {
            await one.DisposeAsync();
        }
    }

    [Fact]
    public async Task Half_packet_is_dropped_and_the_packet_behind_it_is_found()
    {
        await StartAsync(("HalfPacketFor", "00:00:00.300"));
        await _rig.AddThingAsync("outfall_water", "mn", Mn);
        await using var logger = await CallAsync();

        await logger.SendAsync([.. "##0900QN=1;"u8, .. Heartbeat(1)]);

        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        await _rig.UntilAsync("rejected_message", 1, "source = 'hj212' AND code = 'incomplete-packet'");
    }

    [Fact]
    public async Task Device_that_falls_silent_is_closed()
    {
        await StartAsync(("IdleFor", "00:00:02"));
        await _rig.AddThingAsync("outfall_water", "mn", Mn);
        await using var logger = await CallAsync();
        await logger.SendAsync(Heartbeat(1));

        Assert.Single(await logger.ReadToEndAsync());
        await _rig.UntilAsync("device_session", 1, "ended_at IS NOT NULL");
    }

    [Fact]
    public async Task Connections_beyond_the_most_are_turned_away_and_the_others_served()
    {
        await StartAsync(("MostConnections", "2"));
        await _rig.AddThingAsync("outfall_water", "mn", Mn);
        await using var logger = await CallAsync();
        await logger.SendAsync(Heartbeat(1));
        await logger.ReadPacketAsync();
        await using var idle = await CallAsync();

        Assert.True(await IsTurnedAwayAsync());
        await logger.SendAsync(Heartbeat(2));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flood_of_refused_packets_does_not_fill_the_store()
    {
        await StartAsync(("MostKept", "5"));
        await _rig.AddThingAsync("outfall_water", "mn", Mn);
        await using var logger = await CallAsync();
        await logger.SendAsync(Heartbeat(1));
        await logger.ReadPacketAsync();
        var damaged = Heartbeat(2);
        damaged[20] ^= 1;

        for (var i = 0; i < 50; i++)
        {
            await logger.SendAsync(damaged);
        }

        await logger.SendAsync(Heartbeat(3));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Equal(5, await _rig.CountAsync("rejected_message", "source = 'hj212'"));
    }

    [Fact]
    public async Task Device_that_never_reads_is_closed_and_the_others_are_served()
    {
        await StartAsync(("ReadsWithin", "00:00:01"), ("MostWaitingBytes", "8192"));
        await _rig.AddThingAsync("outfall_water", "mn", Mn);
        await _rig.AddThingAsync("outfall_water", "mn", Mn.Replace('1', '2'));
        await using var deaf = await LoggerSocket.ConnectAsync(_rig.Hj212Port, receiveBytes: 2_048);
        byte[] many = [.. Enumerable.Range(0, 200).SelectMany(Heartbeat)];

        await SendUntilClosedAsync(deaf, many);

        await using var other = await CallAsync();
        await other.SendAsync(Heartbeat(1, Mn.Replace('1', '2')));
        Assert.Contains("CN=9014", await other.ReadPacketAsync(), StringComparison.Ordinal);
        await _rig.UntilAsync("device_session", 1, $"mn = '{Mn}' AND ended_at IS NOT NULL");
    }

    [Fact]
    public async Task Outbox_takes_no_more_than_its_bound_and_breaks_when_nobody_reads()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 64, resumeWriterThreshold: 32));
        var broken = new TaskCompletionSource();
        var outbox = new LineOutbox(pipe.Writer, mostBytes: 256, TimeSpan.FromMilliseconds(200), broken.SetResult);

        Assert.True(outbox.TryAdd(new byte[100]));
        while (outbox.TryAdd(new byte[100]))
        {
        }

        await broken.Task.WaitAsync(Eventually.Patience);
        Assert.False(outbox.TryAdd(new byte[1]));
    }

    [Fact]
    public async Task Gateway_may_carry_several_devices_where_that_is_allowed()
    {
        var other = Mn.Replace('1', '2');
        await StartAsync(("AllowsGateways", "true"));
        await _rig.AddThingAsync("outfall_water", "mn", Mn);
        await _rig.AddThingAsync("outfall_water", "mn", other);
        await using var gateway = await CallAsync();

        await gateway.SendAsync([.. Heartbeat(1), .. Heartbeat(2, other)]);

        Assert.Contains(Mn, await gateway.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Contains(other, await gateway.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await _rig.CountAsync("device_session", "ended_at IS NULL"));
    }

    [Fact]
    public async Task Clock_that_is_off_is_set_at_first_contact_after_the_first_answer()
    {
        await StartAsync(("SetsClocks", "true"));
        var thing = await _rig.AddThingAsync("outfall_water", "mn", Mn);
        await using var logger = await CallAsync();

        await logger.SendAsync(Heartbeat(1, qn: "20261103095000001"));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Matches($"ST=32;CN=1012;PW=123456;MN={Mn};Flag=9;CP=&&SystemTime=2026110312[0-9]{{4}}&&", await logger.ReadPacketAsync());
        await logger.SendAsync(Heartbeat(2, qn: "20261103095100001"));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);

        Assert.Equal(1, await _rig.CountAsync("device_message", $"thing_id = {thing} AND kind = 'clock_set' AND (content ->> 'off_s')::int BETWEEN -7900 AND -7700"));
    }

    [Fact]
    public async Task Lines_that_an_earlier_run_left_behind_are_ended_and_those_that_stand_are_kept()
    {
        var thing = await _rig.AddThingAsync("outfall_water", "mn", Mn);
        var before = _rig.Clock.GetUtcNow().AddHours(-1).UtcDateTime;
        await _rig.Store.ExecuteAsync(
            """
            INSERT INTO device_session (mn, thing_id, ingest, line, way, st, version, since, kept_at)
            VALUES ('left', $1, '1', gen_random_uuid(), 'tcp', '32', 4, $2, $2), ('others', $1, '2', gen_random_uuid(), 'tcp', '32', 4, $2, $2)
            """,
            thing, before);
        var host = await StartAsync();
        await _rig.UntilAsync("device_session", 1, "mn = 'left' AND ended_at = kept_at");
        await using var logger = await CallAsync();
        await logger.SendAsync(Heartbeat(1));
        await logger.ReadPacketAsync();
        await _rig.Store.ExecuteAsync("UPDATE device_session SET kept_at = $1 WHERE mn = $2", before, Mn);

        await host.Services.GetRequiredService<DeviceDoor>().KeepAsync(host.Services.GetRequiredService<LineBook>().Standing, CancellationToken.None);

        Assert.Equal(["others"], await _rig.ListAsync<string>($"SELECT mn FROM device_session WHERE ended_at IS NULL AND kept_at < (SELECT kept_at FROM device_session WHERE mn = '{Mn}')"));
    }

    private static byte[] Heartbeat(int number) => Heartbeat(number, Mn);

    private static byte[] Heartbeat(int number, string mn = Mn, string? qn = null) =>
        Hj212AnswerEncoder.Packet($"QN={qn ?? $"20261103115{number:D6}"};ST=32;CN=9015;PW=123456;MN={mn};Flag=9;CP=&&&&");

    private static async Task SendUntilClosedAsync(LoggerSocket socket, byte[] bytes)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await socket.SendAsync(bytes).WaitAsync(TimeSpan.FromSeconds(2));
                    return false;
                }
                catch (SocketException)
                {
                    return true;
                }
                catch (TimeoutException)
                {
                    // The server no longer reads what is sent; it closes when the time for reading is over.
                    return false;
                }
            },
            "the connection is closed",
            TimeSpan.FromSeconds(60));
    }

    /// <summary>A connection that is closed at once may be so before it is made.</summary>
    private async Task<bool> IsTurnedAwayAsync()
    {
        try
        {
            await using var logger = await CallAsync();
            return (await logger.ReadToEndAsync()).Count == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private Task<LoggerSocket> CallAsync() => LoggerSocket.ConnectAsync(_rig.Hj212Port);

    private Task<IHost> StartAsync(params (string Name, string Value)[] settings) =>
        _rig.StartAsync(more: settings.ToDictionary(s => $"Ingest:Hj212:{s.Name}", s => (string?)s.Value));
}
