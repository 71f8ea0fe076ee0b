using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Gis.Ingest.Mqtt;

/// <summary>What came and was not yet taken, bounded in messages and in bytes: a slow consumer shows as waiting, not as memory.</summary>
internal sealed class MqttInbox(int mostMessages, long mostBytes) : IDisposable
{
    private readonly Channel<MqttMessage> channel = Channel.CreateBounded<MqttMessage>(
        new BoundedChannelOptions(mostMessages) { SingleReader = true, SingleWriter = true });

    private readonly SemaphoreSlim room = new(0);
    private long heldBytes;
    private int waitingForRoom;

    public int Count => channel.Reader.Count;

    public async ValueTask AddAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref heldBytes) >= mostBytes)
        {
            Volatile.Write(ref waitingForRoom, 1);
            if (Interlocked.Read(ref heldBytes) >= mostBytes)
            {
                await room.WaitAsync(cancellationToken);
            }
        }

        await channel.Writer.WriteAsync(message, cancellationToken);
        Interlocked.Add(ref heldBytes, message.Payload.Length);
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => channel.Reader.WaitToReadAsync(cancellationToken);

    public void Dispose() => room.Dispose();

    public bool TryTake([NotNullWhen(true)] out MqttMessage? message)
    {
        if (!channel.Reader.TryRead(out message))
        {
            return false;
        }

        Interlocked.Add(ref heldBytes, -message.Payload.Length);
        if (Interlocked.Exchange(ref waitingForRoom, 0) == 1)
        {
            room.Release();
        }

        return true;
    }
}
