using System.Threading.Channels;
using Gis.Ingest.Mqtt;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// What is on its way to those who wait for an answer. The pipeline never waits for it: the broker's word that it took an answer may stand behind
/// messages that only the pipeline can make room for. When too many wait, the newest are dropped and counted: a device that hears nothing asks again.
/// </summary>
internal sealed class FieldAnswers
{
    private const int MostWaiting = 50_000;

    private readonly MqttSession _session;
    private readonly IngestSettings _settings;
    private readonly Channel<FieldAnswer> _waiting;

    public FieldAnswers(MqttSession session, IngestSettings settings)
    {
        _session = session;
        _settings = settings;
        _waiting = Channel.CreateBounded<FieldAnswer>(
            new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.DropWrite },
            _ => settings.Metrics.AnswerDropped());
    }

    /// <summary>Takes the answers of messages that are stored.</summary>
    public void Add(IEnumerable<Envelope> stored)
    {
        foreach (var envelope in stored)
        {
            foreach (var answer in AnswersTo(envelope))
            {
                _waiting.Writer.TryWrite(answer);
            }
        }
    }

    /// <summary>No more will come.</summary>
    public void Complete() => _waiting.Writer.Complete();

    /// <summary>Sends them in order, until all are sent after <see cref="Complete"/>; their PUBACKs are looked at as they come.</summary>
    public async Task SendAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var answer in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            var sending = await _session.QueueAsync(answer.Topic, answer.Payload, cancellationToken);
            _ = WatchAsync(answer.Topic, sending);
        }
    }

    private static IEnumerable<FieldAnswer> AnswersTo(Envelope envelope)
    {
        if (envelope.TookSome)
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

    private async Task WatchAsync(string topic, Task<byte> sending)
    {
        var reason = await sending;
        if (MqttReason.IsFailure(reason))
        {
            _settings.Logger.PublishRefused(topic, MqttReason.Describe(reason));
        }
    }
}
