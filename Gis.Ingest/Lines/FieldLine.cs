using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Lines;

/// <summary>
/// A way by which messages come in and answers go back: the session at the broker, a device's own connection, a request. Its two duties are called
/// by the pipeline, which serves all lines at once: neither may wait for what a single device does.
/// </summary>
internal abstract class FieldLine
{
    /// <summary>How the messages came, as kept with those that are rejected: <c>mqtt</c>, <c>hj212</c> or <c>http</c>.</summary>
    public abstract string Source { get; }

    /// <summary>
    /// Tells the senders of these messages, all of this line and in arrival order, that nothing more is to be done with them: each is stored, or kept
    /// as rejected with the reasons in its envelope. A line that is gone says nothing; its senders send again.
    /// </summary>
    public abstract ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken);

    /// <summary>Takes an answer to a stored message, to be sent in its own time; false when too much waits already and the answer is dropped.</summary>
    public abstract bool TryAnswer(FieldAnswer answer);
}
