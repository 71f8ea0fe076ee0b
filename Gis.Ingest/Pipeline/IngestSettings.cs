using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Pipeline;

/// <summary>What the pipeline is given from outside: knobs, clock, log, counters, and when to say yes.</summary>
internal sealed record IngestSettings(
    IngestOptions Options, TimeProvider Clock, IngestMetrics Metrics, ILogger<FieldPipeline> Logger, AcknowledgePolicy Acknowledge)
{
    /// <summary>A transaction of large messages holds up those of others no longer than one of many small ones.</summary>
    public const long MostBatchBytes = 1L << 20;

    /// <summary>What is decoded at a time; small, so that few decoded messages wait beside those that are being stored.</summary>
    public const int MostIntakeMessages = 500;

    /// <summary>What may wait between the lines and the pipeline, whichever bound is met first; then the lines are not read.</summary>
    public const int MostWaitingMessages = 2_000;
    public const long MostWaitingBytes = 64L << 20;

    /// <summary>Answers that may wait for the broker.</summary>
    public const int MostAnswersWaiting = 50_000;

    /// <summary>How long a batch in hand may take after the stop.</summary>
    public TimeSpan DrainFor { get; } = TimeSpan.FromSeconds(10);
}
