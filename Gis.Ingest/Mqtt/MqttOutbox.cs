using System.Threading.Channels;

namespace Gis.Ingest.Mqtt;

/// <summary>Publishes until the broker has acknowledged them; they outlive a connection and go out again on the next.</summary>
internal sealed class MqttOutbox(int mostWaiting) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim slots = new(mostWaiting);
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly SortedDictionary<long, Pending> waiting = [];
    private readonly Dictionary<ushort, Pending> inFlight = [];
    private long lastOrder;
    private ushort lastId;

    /// <summary>Queues one publish; the inner task ends with the reason code of its PUBACK.</summary>
    public async Task<Task<byte>> AddAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        var pending = new Pending(topic, payload);
        lock (gate)
        {
            pending.Order = ++lastOrder;
            waiting.Add(pending.Order, pending);
        }

        bell.Writer.TryWrite(true);
        return pending.Done.Task;
    }

    public void Acknowledged(ushort packetId, byte reason)
    {
        Pending? pending;
        lock (gate)
        {
            if (!inFlight.Remove(packetId, out pending))
            {
                return;
            }
        }

        slots.Release();
        pending.Done.TrySetResult(reason);
        bell.Writer.TryWrite(true);
    }

    /// <summary>Sends over one connection until it ends; what an earlier connection left unacknowledged goes first, in order.</summary>
    public async Task SendAsync(MqttConnection connection, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var pending in inFlight.Values)
            {
                pending.Again = true;
                waiting.Add(pending.Order, pending);
            }

            inFlight.Clear();
        }

        bell.Writer.TryWrite(true);
        while (await bell.Reader.WaitToReadAsync(cancellationToken))
        {
            bell.Reader.TryRead(out _);
            var frames = TakeFrames(connection);
            if (frames.Length > 0)
            {
                await connection.WriteAsync(frames, cancellationToken);
            }
        }
    }

    public void Dispose() => slots.Dispose();

    private byte[] TakeFrames(MqttConnection connection)
    {
        var frames = new MemoryStream();
        lock (gate)
        {
            while (inFlight.Count < connection.PublishWindow && frames.Length < 1 << 20 && waiting.Count > 0)
            {
                var (order, next) = waiting.First();
                waiting.Remove(order);
                if (next.PacketId == 0)
                {
                    next.PacketId = FreeId();
                }

                var frame = MqttWriter.Publish(next.Topic, next.Payload.Span, next.PacketId, next.Again && connection.SessionPresent);
                if (frame.Length > connection.LargestPacketBytes)
                {
                    slots.Release();
                    next.Done.TrySetResult(MqttReason.PacketTooLarge);
                    continue;
                }

                inFlight.Add(next.PacketId, next);
                frames.Write(frame);
            }

            if (waiting.Count > 0 && inFlight.Count < connection.PublishWindow)
            {
                bell.Writer.TryWrite(true);
            }
        }

        return frames.ToArray();
    }

    private ushort FreeId()
    {
        do
        {
            lastId = lastId == ushort.MaxValue ? (ushort)1 : (ushort)(lastId + 1);
        }
        while (inFlight.ContainsKey(lastId) || waiting.Values.TakeWhile(w => w.PacketId != 0).Any(w => w.PacketId == lastId));
        return lastId;
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
