using Gis.Ingest.Lines;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Says yes to the field: acknowledges on each line, and gives each line the answers that its senders wait for. The pipeline never waits for an
/// answer to go out, since the word that it was taken may stand behind messages that only the pipeline can make room for. What a line has no room
/// for is dropped and counted: a device that hears nothing asks again.
/// </summary>
internal sealed class FieldAnswers(IngestMetrics metrics)
{
    public static async Task AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken)
    {
        foreach (var line in stored.GroupBy(e => e.Message.Line))
        {
            await line.Key.AcknowledgeAsync([.. line], cancellationToken);
        }
    }

    /// <summary>Answers messages that are stored.</summary>
    public void Answer(IReadOnlyList<Envelope> stored)
    {
        foreach (var envelope in stored)
        {
            foreach (var answer in AnswersTo(envelope))
            {
                if (!envelope.Message.Line.TryAnswer(answer))
                {
                    metrics.AnswerDropped();
                }
            }
        }
    }

    private static IEnumerable<FieldAnswer> AnswersTo(Envelope envelope)
    {
        if (envelope is { TookSome: true, Decoded.HasAnswers: true })
        {
            foreach (var answer in envelope.Decoded.Answers)
            {
                yield return answer;
            }
        }

        if (envelope is { Decoded.Sequence: { } sequence, Topic.Kind: TopicKind.Observations })
        {
            yield return Receipt.Write(envelope, sequence);
        }
    }
}
