using System.Threading.Channels;
using Gis.Ingest.Mqtt;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// The way in, one visible list of steps: collect a batch, identify who speaks, decode (<see cref="BatchIntake"/>); store (quality, alarms and the
/// live event within one transaction), acknowledge in arrival order, answer. While one batch is stored, the next is taken in.
/// </summary>
internal sealed class FieldPipeline(
    MqttSession session, BatchIntake intake, BatchTransaction transaction, BatchStore store, IngestSettings settings)
{
    /// <summary>Runs until stopped; the batches in hand are finished first.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // What is in hand is finished after the stop, but a store that is away must not hold the stop for ever.
        using var giveUp = new CancellationTokenSource();
        using var registration = stopping.Register(() => giveUp.CancelAfter(settings.DrainFor));
        var ready = Channel.CreateBounded<List<Envelope>>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var takingIn = TakeInAsync(ready.Writer, stopping, giveUp.Token);
        var storing = StoreAllAsync(ready.Reader, giveUp.Token);
        var first = await Task.WhenAny(takingIn, storing);
        if (!first.IsCompletedSuccessfully)
        {
            // One half has broken; the other must not wait for it.
            await giveUp.CancelAsync();
            await Task.WhenAll(takingIn, storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first;
        }

        await Task.WhenAll(takingIn, storing);
    }

    private async Task TakeInAsync(ChannelWriter<List<Envelope>> ready, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        while (!end.IsCancellationRequested)
        {
            if (await intake.TakeAsync(end.Token, cancellationToken) is { Count: > 0 } envelopes)
            {
                await ready.WriteAsync(envelopes, cancellationToken);
            }
        }

        ready.Complete();
    }

    private async Task StoreAllAsync(ChannelReader<List<Envelope>> ready, CancellationToken cancellationToken)
    {
        await foreach (var envelopes in ready.ReadAllAsync(cancellationToken))
        {
            await StoreAsync(envelopes, cancellationToken);
        }
    }

    private async Task StoreAsync(List<Envelope> envelopes, CancellationToken cancellationToken)
    {
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
