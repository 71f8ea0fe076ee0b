using Gis.Ingest.Lines;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Says yes to the field: acknowledges on each line, and gives each line the answers that its senders wait for. The pipeline never waits for an
/// answer to go out, since the word that it was taken may stand behind messages that only the pipeline can make room for. What a line has no room
/// for is dropped and counted: a device that hears nothing asks again.
/// </summary>
internal sealed class FieldAnswers(IngestMetrics metrics, ILogger logger)
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
            try
            {
                await line.AcknowledgeAsync(line.Stored, cancellationToken);
            }
            catch (Exception broken) when (broken is not (OperationCanceledException or OutOfMemoryException))
            {
                // What was stored stays stored, and its senders send it again. That one line's yes can't be put into words must not silence the others.
                logger.AnswerBroke(broken, line.Source, line.Stored[0].Message.Topic);
            }

            line.Stored.Clear();
        }
    }

    /// <summary>Answers messages that are stored.</summary>
    public void Answer(IReadOnlyList<Envelope> stored)
    {
        foreach (var envelope in stored)
        {
            try
            {
                Answer(envelope);
            }
            catch (Exception broken) when (broken is not OutOfMemoryException)
            {
                logger.AnswerBroke(broken, envelope.Message.Line.Source, envelope.Message.Topic);
            }
        }
    }

    private void Answer(Envelope stored)
    {
        if (stored is { WhyRefused: null, Decoded.HasAnswers: true })
        {
            stored.Decoded.Answers.ForEach(answer => Send(stored, answer));
        }

        if (stored is { Decoded.Sequence: { } sequence, Topic: not null })
        {
            Send(stored, Receipt.Write(stored, sequence));
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
