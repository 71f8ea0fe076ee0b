namespace Gis.Server.Dispatch;

/// <summary>What dispatch says in the log.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Worker} failed ({Reason}); next try in {PauseMs} ms")]
    public static partial void WorkerFailed(this ILogger logger, Exception? exception, string worker, string reason, double pauseMs);

    [LoggerMessage(Level = LogLevel.Information, Message = "Order {Order} went to unit {Unit} {AfterMs} ms after it was issued")]
    public static partial void OrderSent(this ILogger logger, string order, string unit, double afterMs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker refused order {Order} to unit {Unit} with reason 0x{Reason:X2}; next try in {PauseMs} ms")]
    public static partial void OrderRefusedByBroker(this ILogger logger, string order, string unit, byte reason, double pauseMs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker did not confirm order {Order} to unit {Unit} within {WaitedMs} ms; it stays issued")]
    public static partial void OrderNotConfirmed(this ILogger logger, string order, string unit, double waitedMs);

    [LoggerMessage(Level = LogLevel.Information, Message = "Report {Report} of unit {Unit} names no order of its own ({Order}); kept, nothing moves")]
    public static partial void ReportWithoutOrder(this ILogger logger, long report, long unit, string? order);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live log begins at {FirstSeq}, after the follower's {Cursor}: reports are taken up from their table")]
    public static partial void LogWasTrimmed(this ILogger logger, long firstSeq, long cursor);
}
