using System.Text.Json;
using Gis.Testing;

namespace Gis.Server.Tests.Live;

/// <summary>A page that is open: it takes a snapshot, follows, and comes back from where it was when it is cut off.</summary>
internal sealed class LiveViewer(TestSystem system, TestPerson person, object? scope = null)
{
    public ViewerState State { get; } = new();

    /// <summary>Everything the server ever sent, as it came.</summary>
    public List<string> Received { get; } = [];

    public int Items { get; private set; }

    public int Snapshots { get; private set; }

    /// <summary>Follows until it has reached this event; with <paramref name="cutAfter"/> the line is lost each time so many items have come.</summary>
    public async Task FollowUntilAsync(Func<long?> reached, Func<int?>? cutAfter = null)
    {
        var needsSnapshot = Snapshots == 0;
        while (true)
        {
            await using var hub = await HubClient.ConnectAsync(system.Address, person.HubHeaders);
            if (needsSnapshot)
            {
                var snapshot = await hub.InvokeAsync<JsonElement>("Snapshot", scope);
                Received.Add(snapshot.GetRawText());
                State.Begin(snapshot);
                Snapshots++;
                needsSnapshot = false;
            }

            switch (await FollowOnceAsync(hub, reached, cutAfter?.Invoke()))
            {
                case Ending.Reached:
                    return;
                case Ending.SnapshotNeeded:
                    needsSnapshot = true;
                    break;
            }
        }
    }

    private async Task<Ending> FollowOnceAsync(HubClient hub, Func<long?> reached, int? cutAfter)
    {
        var left = cutAfter;
        await foreach (var item in hub.StreamAsync("Follow", [State.Seq, scope]))
        {
            if (left-- <= 0)
            {
                hub.Cut();   // this item is lost too
                return Ending.Cut;
            }

            Items++;
            Received.Add(item.GetRawText());
            if (!State.Apply(item))
            {
                return Ending.SnapshotNeeded;
            }

            if (State.Seq >= reached())
            {
                return Ending.Reached;
            }
        }

        return Ending.Cut;
    }

    private enum Ending
    {
        Reached,
        Cut,
        SnapshotNeeded,
    }
}
