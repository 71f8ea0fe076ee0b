using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Tests;

/// <summary>A line for messages that nobody waits to see acknowledged.</summary>
internal sealed class DeafLine : FieldLine
{
    public override string Source => "mqtt";

    public override ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken) => default;

    public override bool TryAnswer(FieldAnswer answer) => true;
}
