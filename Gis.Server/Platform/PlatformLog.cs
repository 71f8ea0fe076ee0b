namespace Gis.Server.Platform;

/// <summary>What the platform says in the log.</summary>
internal static partial class PlatformLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The store at {Host}:{Port} does not answer yet: {Reason}")]
    public static partial void StoreUnreachable(this ILogger logger, string host, int port, string reason);
}
