namespace Gis.Server.Deliveries;

internal static partial class DeliveriesLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The nightly round for gaps was interrupted and goes on in a minute: {Reason}")]
    public static partial void RoundInterrupted(this ILogger logger, string reason);
}
