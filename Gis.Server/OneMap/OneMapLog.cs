namespace Gis.Server.OneMap;

internal static partial class OneMapLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for contradictions stopped and is tried again")]
    public static partial void LookingStopped(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Look {Run} for contradictions failed")]
    public static partial void LookFailed(this ILogger logger, Exception exception, long run);
}
