namespace Gis.Server.Dispatch;

/// <summary>What the watch finds to be due for an order.</summary>
internal enum WatchStep
{
    Nothing,
    Realert,
    OfferNextUnit,
    Expire,
}
