using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Pipeline;

/// <summary>What the pipeline is given from outside: knobs, clock, log, counters, and when to say yes.</summary>
internal sealed record IngestSettings(
    IngestOptions Options, TimeProvider Clock, IngestMetrics Metrics, ILogger<FieldPipeline> Logger, AcknowledgePolicy Acknowledge)
{
    public const long MostBatchBytes = 16L << 20;

    /// <summary>How long a batch in hand may take after the stop.</summary>
    public TimeSpan DrainFor { get; } = TimeSpan.FromSeconds(10);
}
