using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Deliveries;

internal static partial class DeliveryLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The days of the delivery ledger could not be counted, they are looked at again in a minute: {Reason}")]
    public static partial void CountFailed(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What batches have booked is not added up: {Reason} It is tried again in five seconds")]
    public static partial void LedgerBehind(this ILogger logger, string reason);
}
