namespace Gis.Ingest.Pipeline;

/// <summary>
/// The way in, one visible list of steps: collect a batch, identify who speaks, decode (<see cref="BatchIntake"/>); store (quality, alarms and the
/// live event within one transaction, a few of which run at once), acknowledge each line in arrival order, answer. While one batch is stored, the next is taken in.
/// </summary>
internal sealed class FieldPipeline(BatchIntake intake, StoreLanes lanes, FieldAnswers answers, IngestSettings settings)
{
    private Task _acknowledging = Task.CompletedTask;

    /// <summary>Runs until stopped; the batches in hand are finished first.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // What is in hand is finished after the stop, but a store that is away must not hold the stop for ever.
        using var giveUp = new CancellationTokenSource();
        using var registration = stopping.Register(() => giveUp.CancelAfter(settings.DrainFor));
        using var ready = new ReadyMessages(settings.Options.BatchMessages, IngestSettings.MostBatchBytes);
        var takingIn = TakeInAsync(ready, stopping, giveUp.Token);
        var storing = StoreAllAsync(ready, giveUp.Token);
        await foreach (var ended in Task.WhenEach(takingIn, storing))
        {
            if (!ended.IsCompletedSuccessfully)
            {
                // One of them has broken; the other must not wait for it.
                await giveUp.CancelAsync();
                await Task.WhenAll(takingIn, storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await ended;
            }
        }
    }

    private async Task TakeInAsync(ReadyMessages ready, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        while (!end.IsCancellationRequested)
        {
            if (await intake.TakeAsync(end.Token, cancellationToken) is { Count: > 0 } envelopes)
            {
                await ready.AddAsync(envelopes, cancellationToken);
            }
        }

        ready.Complete();
    }

    private async Task StoreAllAsync(ReadyMessages ready, CancellationToken cancellationToken)
    {
        while (await ready.TakeAsync(cancellationToken) is { Count: > 0 } envelopes)
        {
            await StoreAsync(envelopes, cancellationToken);
        }

        await _acknowledging;
    }

    private Task StoreAsync(List<Envelope> envelopes, CancellationToken cancellationToken) => settings.Acknowledge.RunAsync(
        () => lanes.StoreAsync(envelopes, cancellationToken),
        async () =>
        {
            // Beside the storing of the next, and behind the yes to those before.
            await _acknowledging;
            _acknowledging = Task.Run(() => AnswerAsync(envelopes, cancellationToken), CancellationToken.None);
        });

    private async Task AnswerAsync(List<Envelope> envelopes, CancellationToken cancellationToken)
    {
        await answers.AcknowledgeAsync(envelopes, cancellationToken);
        answers.Answer(envelopes);
    }
}
