namespace Gis.Server.Dispatch;

/// <summary>An order that nobody acknowledges is sent again, then another unit is offered; at its due moment it expires.</summary>
internal static class WatchRules
{
    public static TimeSpan RealertAfter { get; } = TimeSpan.FromSeconds(60);

    public static TimeSpan NextUnitAfter { get; } = TimeSpan.FromSeconds(120);

    public static WatchStep Next(WatchedOrder order, DateTimeOffset now) => order switch
    {
        { State: OrderState.Refused or OrderState.Failed or OrderState.Expired, WasNextOffered: false } => WatchStep.OfferNextUnit,
        { State: not (OrderState.Issued or OrderState.Sent) } => WatchStep.Nothing,
        { DueAt: { } due } when now >= due => WatchStep.Expire,
        { SentAt: { } sent, WasRealerted: false } when now - sent >= RealertAfter => WatchStep.Realert,
        { SentAt: { } sent, WasNextOffered: false } when now - sent >= NextUnitAfter => WatchStep.OfferNextUnit,
        _ => WatchStep.Nothing,
    };
}
