namespace Gis.Ingest.Hj212.Tcp;

/// <summary>Counts the messages of one connection that are taken and not yet stored, and the answers that are then owed for them. One reader enters.</summary>
internal sealed class InFlight(int most)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _changed;
    private int _count;
    private int _owed;

    /// <summary>Waits while the most are in flight.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (NextChange(() => _count < most, () => _count++) is { } change)
        {
            await change.WaitAsync(cancellationToken);
        }
    }

    /// <summary>These are done with; so many answers will follow.</summary>
    public void Leave(int count, int answers) => Change(() =>
    {
        _count -= count;
        _owed += answers;
    });

    /// <summary>One answer is on its way.</summary>
    public void Answered() => Change(() => _owed = Math.Max(0, _owed - 1));

    /// <summary>Waits until nothing is in flight and no answer is owed.</summary>
    public async Task WhenEmptyAsync(CancellationToken cancellationToken)
    {
        while (NextChange(() => _count == 0 && _owed == 0, () => { }) is { } change)
        {
            await change.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Null when it is so, and then done; else what ends with the next change.</summary>
    private Task? NextChange(Func<bool> isSo, Action done)
    {
        lock (_gate)
        {
            if (isSo())
            {
                done();
                return null;
            }

            return (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }
}
