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

    /// <summary>What the pipeline has stored of this line's and acknowledges next; the pipeline's alone.</summary>
    public List<Envelope> Stored { get; } = [];

    /// <summary>
    /// Tells the senders of these messages, all of this line and in arrival order, that nothing more is to be done with them: each is stored, or kept
    /// as rejected with the reasons in its envelope. A line that is gone says nothing; its senders send again. The list is the
    /// pipeline's: who wants more of it than a look takes a copy.
    /// </summary>
    public abstract ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken);

    /// <summary>Takes an answer to a stored message, to be sent in its own time; false when too much waits already and the answer is dropped.</summary>
    public abstract bool TryAnswer(FieldAnswer answer);
}
