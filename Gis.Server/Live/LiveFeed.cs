using System.Diagnostics;
using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>
/// The one reader of the live log in this process. It reads in the order of the numbers, which is the order of commits, so it skips nothing; it looks on
/// its own every few seconds, so a lost NOTIFY costs only time; and at most four times a second, so that viewers get calm, large changes.
/// </summary>
internal sealed class LiveFeed(
    LiveLog log, LiveDoorbell doorbell, LiveHydrator hydrator, LiveExchange exchange, GrantChanges grants, LiveMeter meter, ILogger<LiveFeed> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seq;
    private DateTimeOffset _shelvesUntil = TimeProvider.System.GetUtcNow();

    /// <summary>The feed knows where in the log it stands.</summary>
    public Task Begun => _begun.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Pace;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(() => pause = Pace, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.FeedStopped(e, pause.TotalMilliseconds);
                await Task.Delay(pause, stoppingToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task FollowAsync(Action well, CancellationToken cancellationToken)
    {
        if (!_begun.Task.IsCompleted)
        {
            _seq = await log.LastSeqAsync(cancellationToken);
            exchange.Begin(_seq);
            _begun.SetResult();
        }

        while (true)
        {
            var ring = doorbell.NextRing;
            var started = Stopwatch.GetTimestamp();
            if (!await ReadOnceAsync(cancellationToken))
            {
                await LiveDoorbell.WaitAsync(ring, LookAnyway, cancellationToken);
            }

            well();
            if (Pace - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest, cancellationToken);
            }
        }
    }

    /// <summary>One reading and what it means for viewers; false when there was nothing.</summary>
    private async Task<bool> ReadOnceAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var events = await log.ReadAfterAsync(_seq, cancellationToken);
        var touched = LiveTouched.By(events);
        var now = TimeProvider.System.GetUtcNow();
        var unshelved = await hydrator.UnshelvedAsync(_shelvesUntil, now, cancellationToken);
        touched.Alarms.UnionWith(unshelved);
        if (events.Count == 0 && unshelved.Count == 0)
        {
            _shelvesUntil = now;
            return false;
        }

        if (touched.Accounts.Count > 0)
        {
            grants.Announce(touched.Accounts);
        }

        var (seq, at) = events is [.., var last] ? (last.Seq, last.At) : (_seq, now);
        exchange.Publish(await hydrator.HydrateAsync(_seq, seq, at, touched, cancellationToken));
        (_seq, _shelvesUntil) = (seq, now);
        meter.Published(events.Count, Stopwatch.GetElapsedTime(started));
        return true;
    }
}
