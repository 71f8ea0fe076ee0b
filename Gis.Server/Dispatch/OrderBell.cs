namespace Gis.Server.Dispatch;

/// <summary>Wakes what works on orders in this process when the log told of one; whoever missed a ring looks on its own soon after.</summary>
internal sealed class OrderBell(TimeProvider clock)
{
    private TaskCompletionSource _ring = New();

    /// <summary>Take this before looking, and wait for it after: a ring in between is then not lost.</summary>
    public Task NextRing => Volatile.Read(ref _ring).Task;

    public void Ring() => Interlocked.Exchange(ref _ring, New()).TrySetResult();

    public async Task WaitAsync(Task ring, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(ring, Task.Delay(atMost, clock, cut.Token));
        await cut.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
