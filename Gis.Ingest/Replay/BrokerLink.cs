using Gis.Ingest.Mqtt;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Replay;

/// <summary>The connection to the broker for the time of a replay; remembers why it was not let in.</summary>
internal sealed class BrokerLink : ILogger<MqttSession>, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _end = new();
    private readonly MqttSession _session;
    private readonly TimeProvider _clock;
    private readonly Task _running;
    private volatile string _lastTrouble = "nothing answered";
    private long _acknowledged;
    private long _turnedAway;

    public BrokerLink(MqttAddress broker, TimeProvider clock)
    {
        _clock = clock;
        var options = new MqttSessionOptions { Broker = broker, ClientId = $"gis-replay-{Guid.NewGuid():N}", SessionExpiry = TimeSpan.Zero };
        _session = new MqttSession(options, inbox: null, clock, this);
        _running = _session.RunAsync(_end.Token);
    }

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Waits until the broker lets us in: it may just be reading its users.</summary>
    public async Task WhenConnectedAsync(CancellationToken cancellationToken)
    {
        var since = _clock.GetTimestamp();
        while (!_session.IsConnected)
        {
            if (_clock.GetElapsedTime(since) > Patience)
            {
                throw new RecordingException($"The broker did not let us in: {_lastTrouble}");
            }

            await Task.Delay(Look, _clock, cancellationToken);
        }
    }

    public async Task SendAsync(string topic, byte[] payload, CancellationToken cancellationToken) =>
        _ = CountAsync(await _session.QueueAsync(topic, payload, cancellationToken));

    public async Task WhenSentAsync(CancellationToken cancellationToken) => await _session.WhenSentAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _session.Dispose();
        _end.Dispose();
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lastTrouble = formatter(state, exception);

    private async Task CountAsync(Task<byte> sending)
    {
        var reason = await sending;
        Interlocked.Increment(ref MqttReason.IsFailure(reason) ? ref _turnedAway : ref _acknowledged);
    }
}
