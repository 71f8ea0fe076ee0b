namespace Gis.Server.Changes.Jobs;

/// <summary>What detections tell of themselves.</summary>
internal static partial class ChangesLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Detection {Job} ended as {State} after {Seconds:F1} s")]
    public static partial void JobEnded(this ILogger logger, long job, string state, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Detection {Job} failed")]
    public static partial void JobFailed(this ILogger logger, Exception trouble, long job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A server ended while it worked at detection {Job}; it is now {State}")]
    public static partial void JobLeft(this ILogger logger, long job, string state);

    [LoggerMessage(Level = LogLevel.Error, Message = "Images of detection {Job} could not be shown")]
    public static partial void PicturesNotShown(this ILogger logger, Exception trouble, long job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "How far detection {Job} is could not be written: {Reason}")]
    public static partial void ProgressNotTold(this ILogger logger, long job, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking after detections failed; it is tried again")]
    public static partial void KeeperFailed(this ILogger logger, Exception trouble);
}
