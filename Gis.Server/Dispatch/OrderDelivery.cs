namespace Gis.Server.Dispatch;

/// <summary>Sends whatever is issued and not yet sent: at start, when the log tells of an order, and every few seconds.</summary>
internal sealed class OrderDelivery(OrderPost post, OrderBell bell, TimeProvider clock, ILogger<OrderDelivery> logger) : DispatchWorker(clock, logger)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(5);

    protected override async Task LookAndWaitAsync(CancellationToken cancellationToken)
    {
        var ring = bell.NextRing;
        var again = await post.SendDueAsync(cancellationToken);
        await bell.WaitAsync(ring, again ?? LooksEvery, cancellationToken);
    }
}
