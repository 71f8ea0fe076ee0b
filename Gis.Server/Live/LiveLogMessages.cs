namespace Gis.Server.Live;

/// <summary>What the live feed says in the log.</summary>
internal static partial class LiveLogMessages
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The live feed cannot read the store; next try in {PauseMs} ms")]
    public static partial void FeedStopped(this ILogger logger, Exception reason, double pauseMs);
}
