using Gis.Ingest.Lines;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>The first half of the way in: collects a batch, finds out who speaks, and decodes. Nothing of it is stored yet.</summary>
internal sealed class BatchIntake(FieldInbox inbox, NpgsqlDataSource dataSource, FieldRegistry registry, MessageDecoder decoder, IngestSettings settings)
{
    private readonly TopicCache _topics = new();

    /// <summary>The next messages, in arrival order; none when the stop came before anything else.</summary>
    public async Task<List<Envelope>> TakeAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        var messages = await CollectAsync(stopping);
        settings.Metrics.Received(messages.Count);
        List<Envelope> envelopes = [.. messages.Select(m => new Envelope(m))];
        if (envelopes.Count > 0)
        {
            await IdentifyAsync(envelopes, cancellationToken);
            Decode(envelopes);
        }

        return envelopes;
    }

    /// <summary>What comes within the batch's wait after its first message, or as much as is decoded at a time.</summary>
    private async Task<List<FieldMessage>> CollectAsync(CancellationToken stopping)
    {
        var messages = new List<FieldMessage>();
        var bytes = 0L;
        try
        {
            await inbox.WaitAsync(stopping);
            using var full = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            full.CancelAfter(settings.Options.BatchWait);
            do
            {
                while (messages.Count < IngestSettings.MostIntakeMessages && bytes < IngestSettings.MostBatchBytes && inbox.TryTake(out var message))
                {
                    messages.Add(message);
                    bytes += message.Payload.Length;
                }
            }
            while (messages.Count < IngestSettings.MostIntakeMessages && bytes < IngestSettings.MostBatchBytes && await inbox.WaitAsync(full.Token));
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
            // What its line has refused is kept with the thing that its topic names, where there is one.
            if (_topics.TryParse(envelope.Message.Topic, envelope.Message.Payload, out var topic, out var why))
            {
                envelope.Topic = topic;
            }

            if ((envelope.Message.Refused ?? why) is { } refused)
            {
                envelope.RefuseWhole(refused.Code, refused.Reason);
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

            if (envelope is { Topic: { } named, Thing: null, Unit: null, Message.Refused: null })
            {
                envelope.RefuseWhole("unknown-device", $"No {named.Scheme} is registered as {named.Code}.");
            }
            else if (envelope is { Topic.Scheme: FieldTopic.DatastreamScheme, Thing: { } owner, Message.Sender: { } sender } && !owner.Names.Contains(sender))
            {
                envelope.Thing = null;
                envelope.RefuseWhole("forbidden-topic", $"{sender} publishes to the datastreams of the thing that bears its name, and to no other.");
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
        var now = settings.Clock.GetUtcNow();
        foreach (var envelope in envelopes.Where(e => (e.Thing is not null || e.Unit is not null) && e.Message.Refused is null))
        {
            try
            {
                decoder.Decode(envelope);
                envelope.Sort(now);
            }
            catch (Exception broken) when (broken is not OutOfMemoryException)
            {
                // A decoder never throws at a stranger's bytes; should one do so, the message must not block the others.
                settings.Logger.DecoderBroke(broken, envelope.Message.Topic, envelope.Message.Payload.Length);
                envelope.RefuseWhole("decoder-broke", "The message broke its decoder; the log of the server says how.");
            }
        }
    }
}
