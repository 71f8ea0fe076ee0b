namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>Counts what one connection has on its way into the store. Its only reader waits here when that is too much.</summary>
internal sealed class InFlight(int most)
{
    private readonly Lock _gate = new();
    private int _count;
    private TaskCompletionSource? _waiting;

    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (TryEnter() is { } room)
        {
            await room.WaitAsync(cancellationToken);
        }
    }

    public void Leave()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _count--;
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.SetResult();
    }

    /// <summary>Null when there was room; else what ends when there may be.</summary>
    private Task? TryEnter()
    {
        lock (_gate)
        {
            if (_count < most)
            {
                _count++;
                return null;
            }

            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }
}
