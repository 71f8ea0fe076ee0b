using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Gis.Ingest.Mqtt;

/// <summary>What came and was not yet taken, bounded in messages and in bytes: a slow consumer shows as waiting, not as memory.</summary>
internal sealed class MqttInbox(int mostMessages, long mostBytes) : IDisposable
{
    private readonly Channel<MqttMessage> _channel = Channel.CreateBounded<MqttMessage>(
        new BoundedChannelOptions(mostMessages) { SingleReader = true, SingleWriter = true });

    private readonly SemaphoreSlim _room = new(0);
    private long _heldBytes;
    private int _waitingForRoom;

    public int Count => _channel.Reader.Count;

    public async ValueTask AddAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref _heldBytes) >= mostBytes)
        {
            Volatile.Write(ref _waitingForRoom, 1);
            if (Interlocked.Read(ref _heldBytes) >= mostBytes)
            {
                await _room.WaitAsync(cancellationToken);
            }
        }

        await _channel.Writer.WriteAsync(message, cancellationToken);
        Interlocked.Add(ref _heldBytes, message.Payload.Length);
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _channel.Reader.WaitToReadAsync(cancellationToken);

    public void Dispose() => _room.Dispose();

    public bool TryTake([NotNullWhen(true)] out MqttMessage? message)
    {
        if (!_channel.Reader.TryRead(out message))
        {
            return false;
        }

        Interlocked.Add(ref _heldBytes, -message.Payload.Length);
        if (Interlocked.Exchange(ref _waitingForRoom, 0) == 1)
        {
            _room.Release();
        }

        return true;
    }
}
