namespace Gis.Server.ReadModel;

/// <summary>What the readers of the store say in the log.</summary>
internal static partial class ReadModelLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The live log's doorbell is out of hearing ({Reason}); next try in {PauseMs} ms")]
    public static partial void DoorbellLost(this ILogger logger, string reason, double pauseMs);
}
