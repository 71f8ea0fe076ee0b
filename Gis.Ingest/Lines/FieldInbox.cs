using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Gis.Ingest.Lines;

/// <summary>
/// What came over any line and was not yet taken, bounded in messages and in bytes. A slow consumer shows as lines that wait, not as memory.
/// </summary>
internal sealed class FieldInbox(int mostMessages, long mostBytes) : IDisposable
{
    private readonly Channel<FieldMessage> _channel = Channel.CreateBounded<FieldMessage>(
        new BoundedChannelOptions(mostMessages) { SingleReader = true });

    private readonly SemaphoreSlim _room = new(0);
    private long _heldBytes;
    private int _waitingForRoom;

    public int Count => _channel.Reader.Count;

    /// <summary>Waits while there is no room. A message larger than the bound is taken when nothing else is held.</summary>
    public async ValueTask AddAsync(FieldMessage message, CancellationToken cancellationToken)
    {
        while (!TryReserve(message.Payload.Length))
        {
            Interlocked.Increment(ref _waitingForRoom);
            if (TryReserve(message.Payload.Length))
            {
                break;
            }

            await _room.WaitAsync(cancellationToken);
        }

        try
        {
            await _channel.Writer.WriteAsync(message, cancellationToken);
        }
        catch
        {
            Release(message);
            throw;
        }
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _channel.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake([NotNullWhen(true)] out FieldMessage? message)
    {
        if (!_channel.Reader.TryRead(out message))
        {
            return false;
        }

        Release(message);
        return true;
    }

    public void Dispose() => _room.Dispose();

    private bool TryReserve(int bytes)
    {
        var held = Interlocked.Read(ref _heldBytes);
        while (held == 0 || held + bytes <= mostBytes)
        {
            var before = Interlocked.CompareExchange(ref _heldBytes, held + bytes, held);
            if (before == held)
            {
                return true;
            }

            held = before;
        }

        return false;
    }

    private void Release(FieldMessage message)
    {
        Interlocked.Add(ref _heldBytes, -message.Payload.Length);
        if (Interlocked.Exchange(ref _waitingForRoom, 0) is > 0 and var waiting)
        {
            _room.Release(waiting);
        }
    }
}
