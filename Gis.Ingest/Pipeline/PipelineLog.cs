using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Pipeline;

/// <summary>What the pipeline says about itself.</summary>
internal static partial class PipelineLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The store does not take {Count} messages: {Reason} They wait; next try in {WaitMs} ms")]
    public static partial void StoreAway(this ILogger logger, string reason, int count, double waitMs);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store refuses a message of {Bytes} bytes on {Topic}; it is kept as rejected")]
    public static partial void MessageRefused(this ILogger logger, Exception refused, string topic, int bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Bytes} bytes on {Topic} broke its decoder; it is kept as rejected")]
    public static partial void DecoderBroke(this ILogger logger, Exception broken, string topic, int bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The yes to what {Source} brought on {Topic} could not be said; it is stored, and comes again")]
    public static partial void AnswerBroke(this ILogger logger, Exception broken, string source, string topic);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some answers did not go out before the stop; their devices ask again")]
    public static partial void AnswersLeft(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ingest {Name} is drained and stops")]
    public static partial void Drained(this ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "The look at silent things failed: {Reason} It is repeated in a minute")]
    public static partial void WatchFailed(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The roll-up of hours and days failed: {Reason} It is tried again in {WaitS} s")]
    public static partial void RollupFailed(this ILogger logger, string reason, double waitS);

    [LoggerMessage(Level = LogLevel.Error, Message = "The newest values are not brought up to the log: {Reason} It is tried again in two seconds")]
    public static partial void LatestBehind(this ILogger logger, string reason);
}
