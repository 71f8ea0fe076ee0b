using Gis.Ingest.Mqtt;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// The way in, one visible list of steps: collect a batch, identify who speaks, decode, store (quality, alarms and the live event within one
/// transaction), acknowledge in arrival order, answer.
/// </summary>
internal sealed class FieldPipeline(
    MqttSession session, NpgsqlDataSource dataSource, FieldRegistry registry, MessageDecoder decoder, BatchTransaction transaction, BatchStore store,
    IngestSettings settings)
{
    /// <summary>Runs until stopped; the batch in hand is finished first.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // A batch in hand is finished after the stop, but a store that is away must not hold the stop for ever.
        using var giveUp = new CancellationTokenSource();
        using var registration = stopping.Register(() => giveUp.CancelAfter(settings.DrainFor));
        while (!stopping.IsCancellationRequested)
        {
            var messages = await CollectAsync(stopping);
            if (messages.Count > 0)
            {
                await ProcessAsync(messages, giveUp.Token);
            }
        }
    }

    internal async Task ProcessAsync(IReadOnlyList<MqttMessage> messages, CancellationToken cancellationToken)
    {
        settings.Metrics.Received(messages.Count);
        List<Envelope> envelopes = [.. messages.Select(m => new Envelope(m))];
        await IdentifyAsync(envelopes, cancellationToken);
        Decode(envelopes);
        while (envelopes.Count > 0)
        {
            var fitting = envelopes[..transaction.CountFitting(envelopes)];
            envelopes.RemoveRange(0, fitting.Count);
            await settings.Acknowledge.RunAsync(
                () => store.StoreAsync(fitting, cancellationToken),
                () => session.AcknowledgeAsync([.. fitting.Select(e => e.Message)], cancellationToken).AsTask());
            await AnswerAsync(fitting, cancellationToken);
        }
    }

    /// <summary>Up to a full batch, or what comes within the batch's wait after its first message.</summary>
    private async Task<List<MqttMessage>> CollectAsync(CancellationToken stopping)
    {
        var messages = new List<MqttMessage>();
        var bytes = 0L;
        try
        {
            await session.Inbox.WaitAsync(stopping);
            using var full = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            full.CancelAfter(settings.Options.BatchWait);
            do
            {
                while (messages.Count < settings.Options.BatchMessages && bytes < IngestSettings.MostBatchBytes && session.Inbox.TryTake(out var message))
                {
                    messages.Add(message);
                    bytes += message.Payload.Length;
                }
            }
            while (messages.Count < settings.Options.BatchMessages && bytes < IngestSettings.MostBatchBytes && await session.Inbox.WaitAsync(full.Token));
        }
        catch (OperationCanceledException)
        {
            // The wait for more is over, or the stop came: what was taken is processed either way.
            return messages;
        }

        return messages;
    }

    private async Task IdentifyAsync(List<Envelope> envelopes, CancellationToken cancellationToken)
    {
        foreach (var envelope in envelopes)
        {
            if (FieldTopic.TryParse(envelope.Message.Topic, out var topic, out var why))
            {
                envelope.Topic = topic;
            }
            else
            {
                envelope.RefuseWhole(why.Code, why.Reason);
            }
        }

        await LoadRegistryAsync([.. envelopes.Select(e => e.Topic).OfType<FieldTopic>()], cancellationToken);
        foreach (var envelope in envelopes)
        {
            if (envelope.Topic is { Scheme: FieldTopic.UnitScheme } unit)
            {
                envelope.Unit = registry.Unit(unit.Code);
            }
            else if (envelope.Topic is { } topic)
            {
                envelope.Thing = registry.Thing(topic.Scheme, topic.Code);
            }

            if (envelope is { Topic: { } named, Thing: null, Unit: null })
            {
                envelope.RefuseWhole("unknown-device", $"No {named.Scheme} is registered as {named.Code}.");
            }
        }
    }

    private async Task LoadRegistryAsync(List<FieldTopic> topics, CancellationToken cancellationToken)
    {
        var wait = settings.Options.FirstRetry;
        while (true)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
                await registry.LoadAsync(connection, topics, cancellationToken);
                return;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
            {
                settings.Logger.StoreAway(away.Message, topics.Count, wait.TotalMilliseconds);
                settings.Metrics.Retried();
                await Task.Delay(wait, settings.Clock, cancellationToken);
                wait = wait * 2 < settings.Options.LongestRetry ? wait * 2 : settings.Options.LongestRetry;
            }
        }
    }

    private void Decode(List<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Where(e => e.Thing is not null || e.Unit is not null))
        {
            try
            {
                decoder.Decode(envelope);
            }
            catch (Exception broken) when (broken is not OutOfMemoryException)
            {
                // A decoder never throws at a stranger's bytes; should one do so, the message must not block the others.
                settings.Logger.DecoderBroke(broken, envelope.Message.Topic, envelope.Message.Payload.Length);
                envelope.RefuseWhole("decoder-broke", "The message broke its decoder; the log of the server says how.");
            }
        }
    }

    /// <summary>Tells the senders that wait for it what was stored; the publishes go out together, their PUBACKs are looked at as they come.</summary>
    private async Task AnswerAsync(List<Envelope> envelopes, CancellationToken cancellationToken)
    {
        foreach (var envelope in envelopes)
        {
            if (envelope.TookSome)
            {
                foreach (var answer in envelope.Decoded.Answers)
                {
                    await SendAsync(answer, cancellationToken);
                }
            }

            if (envelope is { Decoded.Sequence: { } sequence, Topic.Kind: TopicKind.Observations })
            {
                await SendAsync(Receipt.Write(envelope, sequence), cancellationToken);
            }
        }
    }

    private async Task SendAsync(FieldAnswer answer, CancellationToken cancellationToken)
    {
        var sending = await session.QueueAsync(answer.Topic, answer.Payload, cancellationToken);
        _ = WatchAsync(answer.Topic, sending);
    }

    private async Task WatchAsync(string topic, Task<byte> sending)
    {
        var reason = await sending;
        if (MqttReason.IsFailure(reason))
        {
            settings.Logger.PublishRefused(topic, MqttReason.Describe(reason));
        }
    }
}
