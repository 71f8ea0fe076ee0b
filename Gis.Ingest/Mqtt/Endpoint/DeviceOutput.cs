using System.Buffers;
using System.IO.Pipelines;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>
/// Bytes on their way to one device. Whoever has something to say appends it, carries it to the socket where nobody else does so, and goes on as soon as
/// the socket would make him wait. A device that does not read fills this up, and then it is over: <see cref="TryAppend"/> says no.
/// </summary>
internal sealed class DeviceOutput(PipeWriter pipe)
{
    private const int MostWaitingBytes = 256 << 10;
    private const int KeptBytes = 4 << 10;

    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte>? _waiting;
    private TaskCompletionSource? _idle;
    private bool _isSending;
    private bool _isBroken;

    /// <summary>False when the device is gone, or so much waits for it that it can't be reading.</summary>
    public bool TryAppend(ReadOnlySpan<byte> packets)
    {
        lock (_gate)
        {
            if (_isBroken || (_waiting?.WrittenCount ?? 0) + packets.Length > MostWaitingBytes)
            {
                return false;
            }

            (_waiting ??= new ArrayBufferWriter<byte>(Math.Max(packets.Length, 64))).Write(packets);
            if (_isSending)
            {
                return true;
            }

            _isSending = true;
        }

        _ = SendAsync();
        return true;
    }

    /// <summary>Waits until all that was appended is with the socket, or can't be.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Task idle;
        lock (_gate)
        {
            idle = _isSending ? (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        }

        await idle.WaitAsync(cancellationToken);
    }

    private async Task SendAsync()
    {
        ArrayBufferWriter<byte>? spare = null;
        while (TakeWaiting(spare) is { } bytes)
        {
            try
            {
                var flushed = await pipe.WriteAsync(bytes.WrittenMemory);
                if (flushed.IsCompleted)
                {
                    Break();
                    return;
                }
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                // The device has left; nothing reaches it any more.
                Break();
                return;
            }

            bytes.ResetWrittenCount();
            spare = bytes.Capacity <= KeptBytes ? bytes : null;
        }
    }

    /// <summary>What waits; null, and the loop is over, when nothing does.</summary>
    private ArrayBufferWriter<byte>? TakeWaiting(ArrayBufferWriter<byte>? spare)
    {
        lock (_gate)
        {
            if (_waiting is not { WrittenCount: > 0 } bytes)
            {
                BeIdle();
                return null;
            }

            _waiting = spare;
            return bytes;
        }
    }

    private void Break()
    {
        lock (_gate)
        {
            _isBroken = true;
            _waiting = null;
            BeIdle();
        }
    }

    private void BeIdle()
    {
        _isSending = false;
        _idle?.SetResult();
        _idle = null;
    }
}
