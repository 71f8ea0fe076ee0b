using System.Runtime.CompilerServices;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.SignalR;

namespace Gis.Server.Live;

/// <summary>One viewer following the log: first what it missed, then what comes, a heartbeat in silence, and an end when its rights end.</summary>
internal sealed class LiveFollower(
    LiveExchange exchange, LiveFeed feed, LiveLog log, LiveHydrator hydrator, LiveEncoder encoder, LiveMeter meter, SessionWatch watch)
{
    public const string SessionEnded = "urn:gis:session-ended";

    /// <summary>Beyond this a snapshot is cheaper than reading what was missed.</summary>
    private const long MostCaughtUp = 2_000;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<LiveItem> FollowAsync(
        long seq, LiveSight sight, Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await feed.Begun.WaitAsync(cancellationToken);
        using var subscription = exchange.Join();
        if (await MissedAsync(seq, subscription, sight, cancellationToken) is not { } missed)
        {
            yield return new LiveSnapshotNeeded();
            yield break;
        }

        var (reached, lastAt) = (seq, TimeProvider.System.GetUtcNow());
        IReadOnlyList<LiveBatch> batches = missed;
        while (true)
        {
            switch (await watch.LookAsync(caller, cancellationToken))
            {
                case SessionStanding.Ended:
                    throw new HubException(SessionEnded);
                case SessionStanding.Changed:
                    yield return new LiveSnapshotNeeded();
                    yield break;
            }

            if (subscription.Mailbox.HasLapsed)
            {
                meter.Lapsed();
                yield return new LiveSnapshotNeeded();
                yield break;
            }

            var now = TimeProvider.System.GetUtcNow();
            if (batches.Count > 0)
            {
                reached = Math.Max(reached, batches.Max(batch => batch.Seq));
                if (encoder.Encode(batches, sight) is { } changes)
                {
                    lastAt = now;
                    yield return changes with { Seq = reached };
                }
            }

            if (now - lastAt >= Heartbeat)
            {
                lastAt = now;
                yield return new LiveHeartbeat(reached, now);
            }

            batches = await subscription.Mailbox.TakeAsync(Look, cancellationToken);
        }
    }

    /// <summary>What happened after the viewer's number and is not in its mailbox; null when it cannot or should not be caught up.</summary>
    private async Task<IReadOnlyList<LiveBatch>?> MissedAsync(
        long seq, LiveSubscription subscription, LiveSight sight, CancellationToken cancellationToken)
    {
        if (seq < 0 || (seq > subscription.Seq && seq > await log.LastSeqAsync(cancellationToken)))
        {
            return null;   // a number of another store
        }

        var recent = subscription.Recent.Where(batch => batch.Seq >= seq);
        if (seq >= subscription.RememberedFrom)
        {
            return [.. recent];
        }

        var first = await log.FirstSeqAsync(cancellationToken);
        if (subscription.RememberedFrom - seq > MostCaughtUp || first == 0 || first > seq + 1)
        {
            return null;
        }

        return [.. await CatchUpAsync(seq, subscription.RememberedFrom, sight, cancellationToken), .. recent];
    }

    private async Task<IReadOnlyList<LiveBatch>> CatchUpAsync(long after, long until, LiveSight sight, CancellationToken cancellationToken)
    {
        var batches = new List<LiveBatch>();
        while (after < until)
        {
            var events = await log.ReadAfterAsync(after, cancellationToken);
            var wanted = events.TakeWhile(one => one.Seq <= until).ToList();
            if (wanted is not [.., var last])
            {
                break;
            }

            var touched = LiveTouched.By(wanted);
            touched.Values.RemoveAll(value => !sight.WantsValuesOf(value.ThingId));   // this batch is for one viewer alone
            batches.Add(await hydrator.HydrateAsync(after, last.Seq, last.At, touched, cancellationToken));
            after = last.Seq;
        }

        return batches;
    }
}
