using System.Buffers;
using System.IO.Pipelines;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>
/// What waits to go out to one device, bounded in bytes. Whoever adds never waits; one flush at a time writes all that has come together. A device
/// that does not read shows as a full outbox or as a write that takes too long.
/// </summary>
/// <param name="output">The connection's way out.</param>
/// <param name="mostBytes">Beyond these nothing more is taken.</param>
/// <param name="readsWithin">How long one write may wait for the device.</param>
/// <param name="broken">Called once when a write fails or takes too long.</param>
internal sealed class LineOutbox(PipeWriter output, int mostBytes, TimeSpan readsWithin, Action broken)
{
    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte>? _waiting;
    private Task _flushing = Task.CompletedTask;
    private bool _isBroken;

    /// <summary>False when too much waits already or the line is broken.</summary>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_isBroken || (_waiting?.WrittenCount ?? 0) + bytes.Length > mostBytes)
            {
                return false;
            }

            (_waiting ??= new ArrayBufferWriter<byte>(bytes.Length)).Write(bytes);
            if (_flushing.IsCompleted)
            {
                _flushing = FlushAsync();
            }

            return true;
        }
    }

    /// <summary>Waits until all has gone out, or the line is broken.</summary>
    public async Task WhenSentAsync(CancellationToken cancellationToken)
    {
        while (Current() is { IsCompleted: false } flushing)
        {
            await flushing.WaitAsync(cancellationToken);
        }
    }

    private Task Current()
    {
        lock (_gate)
        {
            return _flushing;
        }
    }

    private async Task FlushAsync()
    {
        // The caller serves all lines and holds the gate: the writing is done elsewhere.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (Take() is { } bytes)
            {
                var writing = output.WriteAsync(bytes);
                var written = writing.IsCompletedSuccessfully ? writing.Result : await writing.AsTask().WaitAsync(readsWithin);
                if (written.IsCompleted)
                {
                    Break();
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or TimeoutException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            Break();
        }
    }

    /// <summary>What waits now; null, and the flush is over, when nothing does.</summary>
    private ReadOnlyMemory<byte>? Take()
    {
        lock (_gate)
        {
            if (_waiting is null)
            {
                // Seen by the next to add before this task has quite ended.
                _flushing = Task.CompletedTask;
                return null;
            }

            var bytes = _waiting.WrittenMemory;
            _waiting = null;
            return bytes;
        }
    }

    private void Break()
    {
        lock (_gate)
        {
            _isBroken = true;
            _waiting = null;
        }

        broken();
    }
}
