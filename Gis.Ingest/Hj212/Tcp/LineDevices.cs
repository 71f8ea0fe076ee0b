using System.Net;
using System.Text.Json;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Pipeline;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>
/// Which devices speak over one connection: one, unless gateways are allowed. Each must be registered, call from where it may, and know its
/// password. Used by the connection's reader alone, but for <see cref="Names"/>.
/// </summary>
internal sealed class LineDevices(Hj212Line line, ConnectionContext connection, LineTools tools)
{
    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, RegisteredDevice> _devices = new(StringComparer.Ordinal);
    private volatile string _names = "nobody known";

    public bool IsEmpty => _devices.Count == 0;

    public string Names => _names;

    /// <summary>The device that spoke first.</summary>
    public string? First => _devices.Keys.FirstOrDefault();

    private IPAddress Remote => (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;

    /// <summary>Why the packet's device may not speak here; null when it may.</summary>
    public async ValueTask<Rejection?> AdmitAsync(Hj212Packet packet, CancellationToken cancellationToken)
    {
        if (_devices.ContainsKey(packet.Mn))
        {
            return null;
        }

        if (!IsEmpty && !tools.Options.AllowsGateways)
        {
            return new Rejection("mn-mismatch", "A connection carries the packets of the device that spoke on it first.");
        }

        try
        {
            if (await tools.Door.FindAsync(packet.Mn, cancellationToken) is not { } device)
            {
                return new Rejection("unknown-device", $"No {FieldTopic.DeviceScheme} is registered as {packet.Mn}.");
            }

            return device.Access.CheckSource(Remote) ?? device.Access.CheckPassword(packet.Pw) ?? await BindAsync(device, packet, cancellationToken);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            tools.Logger.StoreAwayForLine(packet.Mn, connection.RemoteEndPoint, away.Message);
            throw new ConnectionAbortedException("The store is away.", away);
        }
    }

    /// <summary>None of them speaks here any more.</summary>
    public async Task LeaveAsync()
    {
        if (IsEmpty)
        {
            return;
        }

        foreach (var mn in _devices.Keys)
        {
            tools.Book.Leave(mn, line);
        }

        using var limit = new CancellationTokenSource(GoodbyeWithin);
        await tools.Ends.AddAsync(_devices.Keys, line.Id, limit.Token);
    }

    private async Task<Rejection?> BindAsync(RegisteredDevice device, Hj212Packet packet, CancellationToken cancellationToken)
    {
        var now = tools.Clock.GetUtcNow();
        var claim = tools.Book.Claim(device.Mn, line);
        if (claim != LineClaim.Taken)
        {
            if (claim == LineClaim.Flapping)
            {
                tools.Logger.Flapping(device.Mn, connection.RemoteEndPoint);
                await tools.Door.NoteAsync(device, new DeviceNote("flapping", now, JsonSerializer.Serialize(new { mn = device.Mn })), cancellationToken);
            }

            return new Rejection("flapping", "Connections of this device take each other's place too often; after a minute a new one is taken again.");
        }

        _devices.Add(device.Mn, device);
        _names = string.Join(' ', _devices.Keys);
        var speaker = Hj212Speaker.Of(packet);
        await tools.Door.BeginAsync(device, speaker, line.Id, Remote, cancellationToken);
        if (tools.Options.SetsClocks && Hj212Time.ClockOf(packet) is { } stated && (stated - now).Duration() > tools.Options.ClockOffBy)
        {
            var offS = Math.Round((stated - now).TotalSeconds);
            tools.Logger.ClockSet(device.Mn, offS);
            await tools.Door.NoteAsync(device, new DeviceNote("clock_set", now, JsonSerializer.Serialize(new { off_s = offS })), cancellationToken);
            line.SetClockAfterAnswer(speaker);
        }

        return null;
    }
}
