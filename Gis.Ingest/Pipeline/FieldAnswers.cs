using Gis.Ingest.Lines;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Says yes to the field: acknowledges on each line, and gives each line the answers that its senders wait for. The pipeline never waits for an
/// answer to go out, since the word that it was taken may stand behind messages that only the pipeline can make room for. What a line has no room
/// for is dropped and counted: a device that hears nothing asks again.
/// </summary>
internal sealed class FieldAnswers(IngestMetrics metrics)
{
    private readonly List<FieldLine> _lines = [];

    public async Task AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken)
    {
        _lines.Clear();
        foreach (var envelope in stored)
        {
            var line = envelope.Message.Line;
            if (line.Stored.Count == 0)
            {
                _lines.Add(line);
            }

            line.Stored.Add(envelope);
        }

        foreach (var line in _lines)
        {
            await line.AcknowledgeAsync(line.Stored, cancellationToken);
            line.Stored.Clear();
        }
    }

    /// <summary>Answers messages that are stored.</summary>
    public void Answer(IReadOnlyList<Envelope> stored)
    {
        foreach (var envelope in stored)
        {
            if (envelope is { WhyRefused: null, Decoded.HasAnswers: true })
            {
                envelope.Decoded.Answers.ForEach(answer => Send(envelope, answer));
            }

            if (envelope is { Decoded.Sequence: { } sequence, Topic: not null })
            {
                Send(envelope, Receipt.Write(envelope, sequence));
            }
        }
    }

    private void Send(Envelope envelope, FieldAnswer answer)
    {
        if (!envelope.Message.Line.TryAnswer(answer))
        {
            metrics.AnswerDropped();
        }
    }
}
