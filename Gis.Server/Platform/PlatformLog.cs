namespace Gis.Server.Platform;

/// <summary>What the platform says in the log.</summary>
internal static partial class PlatformLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The store at {Host}:{Port} does not answer yet: {Reason}")]
    public static partial void StoreUnreachable(this ILogger logger, string host, int port, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store refused {Path} for now: {Reason}")]
    public static partial void StoreRefusedForNow(this ILogger logger, string path, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Made {Made} partitions ahead and dropped {Dropped} past retention: {Names}")]
    public static partial void PartitionsKept(this ILogger logger, int made, int dropped, IReadOnlyList<string> names);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partitions could not be kept; next try in {WaitS} s")]
    public static partial void PartitionsNotKept(this ILogger logger, Exception exception, double waitS);

    [LoggerMessage(Level = LogLevel.Information, Message = "The broker was told of {Count} users")]
    public static partial void BrokerTold(this ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker's users could not be brought up to date; next try in {WaitS} s")]
    public static partial void BrokerNotTold(this ILogger logger, Exception exception, double waitS);
}
