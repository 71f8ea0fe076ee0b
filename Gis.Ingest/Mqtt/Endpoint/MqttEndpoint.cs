using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Gis.Ingest.Lines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>
/// Devices connect straight to this ingest, by MQTT 3.1.1 or 5. It is an end, not a broker: what comes is stored and then acknowledged, nothing is
/// routed to another device, nothing is kept for a session. Several may stand behind one address.
/// </summary>
internal sealed class MqttEndpoint : IFieldListener
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastWordsWithin = TimeSpan.FromSeconds(2);

    private readonly EndpointContext _context;
    private readonly DeviceGate _gate;
    private readonly DeviceDirectory _directory;
    private readonly ClientClaims _claims;
    private readonly DeviceReception _reception;
    private readonly ILogger<MqttEndpoint> _logger;
    private readonly FieldPort? _plain;
    private readonly FieldPort? _secure;
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<DeviceConnection, string> _hashes = [];

    public MqttEndpoint(EndpointContext context, DeviceGate gate, DeviceDirectory directory, ClientClaims claims, ILogger<MqttEndpoint> logger)
    {
        _context = context;
        _gate = gate;
        _logger = logger;
        _directory = directory;
        _claims = claims;
        _reception = new DeviceReception(context, gate, directory, claims, logger);
        var address = IPAddress.Parse(context.Options.Bind);
        if (context.Options.Port >= 0)
        {
            _plain = new FieldPort(
                context.Transport, new IPEndPoint(address, context.Options.Port), context.Options.MostConnections, ServePlainAsync, logger);
        }

        if (context.Options.TlsPort >= 0 && EndpointTls.From(context.Options) is { } tls)
        {
            _secure = new FieldPort(
                context.Transport,
                new IPEndPoint(address, context.Options.TlsPort),
                context.Options.MostConnections,
                (connection, cancellationToken) => ServeSecureAsync(tls, connection, cancellationToken),
                logger);
        }
    }

    /// <summary>The ports listened on; 0 where none is.</summary>
    public int Port => _plain?.Port ?? 0;

    public int TlsPort => _secure?.Port ?? 0;

    public int Devices => _directory.Count;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (port, what) in new[] { (_plain, "MQTT"), (_secure, "MQTT over TLS") })
        {
            if (port is not null)
            {
                await port.BindAsync(cancellationToken);
                _logger.Listening(what, _context.Options.Bind, port.Port);
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            _plain?.RunAsync(cancellationToken) ?? Task.CompletedTask,
            _secure?.RunAsync(cancellationToken) ?? Task.CompletedTask,
            WatchAsync(cancellationToken));
        // What the store does not take now is swept at the next start.
        await _claims.TellAsync(CancellationToken.None).WaitAsync(LastWordsWithin, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task WhenSentAsync(CancellationToken cancellationToken) => Task.WhenAll(_directory.All.Select(device => device.FlushAsync(cancellationToken)));

    private Task ServePlainAsync(ConnectionContext connection, CancellationToken cancellationToken) =>
        ServeAsync(connection, _ => Task.FromResult<(IDuplexPipe, string?, SslStream?)>((connection.Transport, null, null)), cancellationToken);

    private Task ServeSecureAsync(EndpointTls tls, ConnectionContext connection, CancellationToken cancellationToken) =>
        ServeAsync(connection, async limit => await tls.OpenAsync(connection, limit), cancellationToken);

    private async Task ServeAsync(
        ConnectionContext connection, Func<CancellationToken, Task<(IDuplexPipe Pipe, string? Name, SslStream? Stream)>> openAsync,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_context.Options.ConnectWithin);
        SslStream? stream = null;
        try
        {
            (var pipe, var name, stream) = await openAsync(limit.Token);
            if (await _reception.ReceiveAsync(pipe, ((IPEndPoint)connection.RemoteEndPoint!).Address, name, limit.Token) is not { } received)
            {
                return;
            }

            limit.Dispose();
            _hashes.Add(received.Device, received.Hash);
            try
            {
                await received.Device.ServeAsync(cancellationToken);
            }
            finally
            {
                _directory.Leave(received.Device);
                _claims.Leave(received.Device);
            }
        }
        catch (AuthenticationException failed)
        {
            _logger.TlsFailed(connection.RemoteEndPoint, failed.Message);
        }
        finally
        {
            if (stream is not null)
            {
                await stream.DisposeAsync();
            }
        }
    }

    /// <summary>Ends who has fallen silent, and who is no longer let in.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, _context.Clock);
        var checkedAt = _context.Clock.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            foreach (var device in _directory.All)
            {
                device.EndIfStale();
            }

            if (_context.Clock.GetElapsedTime(checkedAt) >= _context.Options.ChecksEvery)
            {
                checkedAt = _context.Clock.GetTimestamp();
                await EndRevokedAsync(cancellationToken);
            }
        }
    }

    private async Task EndRevokedAsync(CancellationToken cancellationToken)
    {
        var devices = _directory.All.ToList();
        if (devices.Count == 0)
        {
            return;
        }

        try
        {
            var standing = await _gate.HashesAsync([.. devices.Select(d => d.User).Distinct()], cancellationToken);
            foreach (var device in devices)
            {
                if (_hashes.TryGetValue(device, out var hash) && standing.GetValueOrDefault(device.User) != hash)
                {
                    device.End(MqttReason.NotAuthorized, "The device's registration has changed.");
                }
            }
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            // Nothing can be stored meanwhile either; the look is repeated.
            _logger.CheckFailed(away.Message);
        }
    }
}
