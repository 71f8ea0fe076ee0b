namespace Gis.Server.Dispatch;

/// <summary>Watches every second over orders that wait for an answer, and at once when the log tells of one.</summary>
internal sealed class OrderWatch(OrderWatchDesk desk, OrderBell bell, TimeProvider clock, ILogger<OrderWatch> logger) : DispatchWorker(clock, logger)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    protected override async Task LookAndWaitAsync(CancellationToken cancellationToken)
    {
        var ring = bell.NextRing;
        await desk.LookAsync(cancellationToken);
        await bell.WaitAsync(ring, LooksEvery, cancellationToken);
    }
}
