using System.Runtime.CompilerServices;
using Gis.Server.Access;
using Microsoft.AspNetCore.SignalR;

namespace Gis.Server.Live;

/// <summary>The viewers' door to what happens now: a snapshot, then the stream that continues it.</summary>
internal sealed class LiveHub(SnapshotReader snapshots, LiveFollower follower, SessionWatch watch, AreaTree areas) : Hub
{
    public const string Path = "/hubs/live";
    public const string TooManyStreams = "urn:gis:too-many-streams";

    private const int MostStreams = 4;
    private static readonly object StreamsKey = new();

    public async Task<LiveSnapshot> Snapshot(LiveScope? scope) =>
        await snapshots.ReadAsync(new LiveSight(await CallerAsync(), scope, areas), Context.ConnectionAborted);

    public async IAsyncEnumerable<LiveItem> Follow(
        long seq, LiveScope? scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var caller = await CallerAsync();
        var sight = new LiveSight(caller, scope, areas);
        using var place = TakePlace();
        await foreach (var item in follower.FollowAsync(seq, sight, caller, cancellationToken))
        {
            yield return item;
        }
    }

    private async Task<Caller> CallerAsync()
    {
        var caller = GisClaims.CallerOf(Context.User!) is { } known ? await watch.CallerAsync(known, Context.ConnectionAborted) : null;
        return caller?.Holds(Roles.Readers) == true ? caller : throw new HubException(LiveFollower.SessionEnded);
    }

    /// <summary>A page follows once, and twice for the moment in which it changes what it wants.</summary>
    private StreamPlace TakePlace()
    {
        lock (Context.Items)
        {
            var taken = Context.Items.TryGetValue(StreamsKey, out var count) ? (int)count! : 0;
            if (taken >= MostStreams)
            {
                throw new HubException(TooManyStreams);
            }

            Context.Items[StreamsKey] = taken + 1;
        }

        return new StreamPlace(Context);
    }

    private sealed class StreamPlace(HubCallerContext context) : IDisposable
    {
        public void Dispose()
        {
            lock (context.Items)
            {
                context.Items[StreamsKey] = (int)context.Items[StreamsKey]! - 1;
            }
        }
    }
}
