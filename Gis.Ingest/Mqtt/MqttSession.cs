using System.Net.Sockets;
using System.Security.Authentication;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Mqtt;

/// <summary>
/// A session at the broker that outlives its connections. Nothing is acknowledged until <see cref="AcknowledgeAsync"/> is called, strictly in
/// arrival order; a lost connection is opened again for ever, with growing waits. This is the place where another client library could stand.
/// </summary>
/// <param name="options">Where to, and how.</param>
/// <param name="inbox">Where messages go; null for a session that only publishes.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Hears of connections made and lost.</param>
internal sealed class MqttSession(MqttSessionOptions options, FieldInbox? inbox, TimeProvider clock, ILogger<MqttSession> logger)
    : FieldLine, IFieldListener, IDisposable
{
    private static readonly TimeSpan SteadyFor = TimeSpan.FromSeconds(3);

    private readonly MqttOutbox _outbox = new(options.PublishesWaiting);
    private volatile MqttConnection? _current;

    public override string Source => "mqtt";

    /// <summary>Connected, and what was asked for is granted.</summary>
    public bool IsConnected => _current is { } connection && (options.Filters.Count == 0 || connection.IsSubscribed);

    /// <summary>Nothing is bound: the broker may come later.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Keeps the session connected until <paramref name="cancellationToken"/> says stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wait = options.FirstRetry;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await MqttConnection.OpenAsync(options, clock, this, cancellationToken);
                var since = clock.GetTimestamp();
                try
                {
                    await ServeAsync(connection, cancellationToken);
                }
                finally
                {
                    // A broker that drops us at once gets the growing wait too.
                    wait = clock.GetElapsedTime(since) > SteadyFor ? options.FirstRetry : wait;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) when (trouble is IOException or SocketException or TimeoutException
                or MqttProtocolException or AuthenticationException or ObjectDisposedException)
            {
                logger.Lost(options.ClientId, options.Broker, trouble.Message, wait.TotalMilliseconds);
            }

            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < options.LongestRetry ? wait * 2 : options.LongestRetry;
        }
    }

    /// <summary>
    /// Sends the PUBACKs of these messages, given in arrival order, in one write. Those of an earlier connection are passed over:
    /// the broker has forgotten their ids and delivers them again.
    /// </summary>
    public override async ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken)
    {
        if (_current is not { } connection)
        {
            return;
        }

        var packets = new byte[4 * stored.Count];
        var length = 0;
        foreach (var envelope in stored)
        {
            if (envelope.Message is MqttMessage { QualityOfService: 1 } published && published.Via == connection)
            {
                MqttWriter.PublishAck(packets, length, published.PacketId);
                length += 4;
            }
        }

        try
        {
            await connection.WriteAsync(packets.AsMemory(0, length), cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or SocketException)
        {
            logger.AcknowledgementsLost(options.ClientId, stored.Count, broken.Message);
        }
    }

    /// <summary>Publishes an answer when its turn comes; false when <see cref="MqttSessionOptions.PublishesWaiting"/> wait already.</summary>
    public override bool TryAnswer(FieldAnswer answer)
    {
        if (_outbox.TryAdd(answer.Topic, answer.Payload) is not { } sending)
        {
            return false;
        }

        _ = WatchAsync(answer.Topic, sending);
        return true;
    }

    /// <summary>Waits until all that was to be published has its PUBACK.</summary>
    public Task WhenSentAsync(CancellationToken cancellationToken) => _outbox.WhenEmptyAsync(cancellationToken);

    /// <summary>Publishes with QoS 1; the reason code of the PUBACK comes back, however many connections it takes.</summary>
    public async Task<byte> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        await (await _outbox.AddAsync(topic, payload, cancellationToken)).WaitAsync(cancellationToken);

    /// <summary>Queues a publish with QoS 1 and returns as soon as there is room; the inner task ends with its PUBACK.</summary>
    public Task<Task<byte>> QueueAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        _outbox.AddAsync(topic, payload, cancellationToken);

    public void Dispose() => _outbox.Dispose();

    private ValueTask DeliverAsync(FieldMessage message, CancellationToken cancellationToken) =>
        inbox?.AddAsync(message, cancellationToken)
            ?? throw new MqttProtocolException(MqttReason.ProtocolError, "A message came, though nothing was subscribed.");

    private async Task WatchAsync(string topic, Task<byte> sending)
    {
        var reason = await sending;
        if (MqttReason.IsFailure(reason))
        {
            logger.PublishRefused(topic, MqttReason.Describe(reason));
        }
    }

    private async Task ServeAsync(MqttConnection connection, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _current = connection;
        logger.Connected(options.ClientId, options.Broker, connection.SessionPresent);
        try
        {
            if (options.Filters.Count > 0)
            {
                await connection.WriteAsync(MqttWriter.Subscribe(1, options.Filters), ending.Token);
            }

            var reading = connection.ReadAsync(DeliverAsync, _outbox.Acknowledged, ending.Token);
            var sending = _outbox.SendAsync(connection, ending.Token);
            var pinging = connection.KeepAliveAsync(ending.Token);
            var first = await Task.WhenAny(reading, sending, pinging);
            await ending.CancelAsync();
            await Task.WhenAll(reading, sending, pinging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first;
        }
        catch (Exception end) when (end is MqttProtocolException or OperationCanceledException)
        {
            await SayGoodbyeAsync(connection, end is MqttProtocolException broken ? broken.Reason : MqttReason.Success);
            throw;
        }
        finally
        {
            _current = null;
        }
    }

    private static async Task SayGoodbyeAsync(MqttConnection connection, byte reason)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await connection.WriteAsync(MqttWriter.Disconnect(reason), limit.Token);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side has left already; there is nobody to take leave of.
            return;
        }
    }
}
