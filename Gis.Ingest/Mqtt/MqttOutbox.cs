using System.Threading.Channels;

namespace Gis.Ingest.Mqtt;

/// <summary>Publishes until the broker has acknowledged them; they outlive a connection and go out again on the next.</summary>
internal sealed class MqttOutbox(int mostWaiting) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _slots = new(mostWaiting);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly SortedDictionary<long, Pending> _waiting = [];
    private readonly Dictionary<ushort, Pending> _inFlight = [];
    private long _lastOrder;
    private ushort _lastId;

    /// <summary>Queues one publish; the inner task ends with the reason code of its PUBACK.</summary>
    public async Task<Task<byte>> AddAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        return Add(topic, payload);
    }

    /// <summary>Queues one publish if there is room now.</summary>
    public Task<byte>? TryAdd(string topic, ReadOnlyMemory<byte> payload) => _slots.Wait(0) ? Add(topic, payload) : null;

    /// <summary>Waits until nothing waits or is in flight.</summary>
    public async Task WhenEmptyAsync(CancellationToken cancellationToken)
    {
        while (LastTask() is { } last)
        {
            await last.WaitAsync(cancellationToken);
        }
    }

    public void Acknowledged(ushort packetId, byte reason)
    {
        Pending? pending;
        lock (_gate)
        {
            if (!_inFlight.Remove(packetId, out pending))
            {
                return;
            }
        }

        _slots.Release();
        pending.Done.TrySetResult(reason);
        _bell.Writer.TryWrite(true);
    }

    /// <summary>Sends over one connection until it ends; what an earlier connection left unacknowledged goes first, in order.</summary>
    public async Task SendAsync(MqttConnection connection, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var pending in _inFlight.Values)
            {
                pending.Again = true;
                _waiting.Add(pending.Order, pending);
            }

            _inFlight.Clear();
        }

        _bell.Writer.TryWrite(true);
        while (await _bell.Reader.WaitToReadAsync(cancellationToken))
        {
            _bell.Reader.TryRead(out _);
            var frames = TakeFrames(connection);
            if (frames.Length > 0)
            {
                await connection.WriteAsync(frames, cancellationToken);
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    private Task<byte> Add(string topic, ReadOnlyMemory<byte> payload)
    {
        var pending = new Pending(topic, payload);
        lock (_gate)
        {
            pending.Order = ++_lastOrder;
            _waiting.Add(pending.Order, pending);
        }

        _bell.Writer.TryWrite(true);
        return pending.Done.Task;
    }

    private Task<byte>? LastTask()
    {
        lock (_gate)
        {
            return _waiting.Values.Concat(_inFlight.Values).MaxBy(p => p.Order)?.Done.Task;
        }
    }

    private byte[] TakeFrames(MqttConnection connection)
    {
        var frames = new MemoryStream();
        lock (_gate)
        {
            while (_inFlight.Count < connection.PublishWindow && frames.Length < 1 << 20 && _waiting.Count > 0)
            {
                var (order, next) = _waiting.First();
                _waiting.Remove(order);
                if (next.PacketId == 0)
                {
                    next.PacketId = FreeId();
                }

                var frame = MqttWriter.Publish(next.Topic, next.Payload.Span, next.PacketId, next.Again && connection.SessionPresent);
                if (frame.Length > connection.LargestPacketBytes)
                {
                    _slots.Release();
                    next.Done.TrySetResult(MqttReason.PacketTooLarge);
                    continue;
                }

                _inFlight.Add(next.PacketId, next);
                frames.Write(frame);
            }

            if (_waiting.Count > 0 && _inFlight.Count < connection.PublishWindow)
            {
                _bell.Writer.TryWrite(true);
            }
        }

        return frames.ToArray();
    }

    private ushort FreeId()
    {
        do
        {
            _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
        }
        while (_inFlight.ContainsKey(_lastId) || _waiting.Values.TakeWhile(w => w.PacketId != 0).Any(w => w.PacketId == _lastId));
        return _lastId;
    }

    private sealed class Pending(string topic, ReadOnlyMemory<byte> payload)
    {
        public string Topic { get; } = topic;

        public ReadOnlyMemory<byte> Payload { get; } = payload;

        public TaskCompletionSource<byte> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Order { get; set; }

        public ushort PacketId { get; set; }

        public bool Again { get; set; }
    }
}
