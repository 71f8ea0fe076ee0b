using System.Diagnostics;
using System.Text.Json;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Microsoft.AspNetCore.SignalR;
using Xunit;

namespace Gis.Server.Tests.Live;

public sealed class Follow_Tests(LiveSystem system) : IClassFixture<LiveSystem>
{
    private const int Cuts = 100;

    private static readonly string[] Province = ["130000"];

    [Fact]
    public async Task Viewers_cut_off_a_hundred_times_end_in_the_same_state_as_those_that_never_left()
    {
        const int seed = 20260105, viewers = 5;
        var world = new RandomWorld(system.Store, seed, StoreSeed.ChangAn, StoreSeed.Tangshan);
        await world.ArrangeAsync(things: 20, units: 6);
        var person = await system.PersonAsync("inspector", "130000");
        var cuts = 0;
        long? end = null;
        var steady = new LiveViewer(system, person);
        var cut = Enumerable.Range(0, viewers).Select(_ => new LiveViewer(system, person)).ToList();
        var watching = cut.Select((viewer, i) =>
        {
            var random = new Random(seed + i);
            return viewer.FollowUntilAsync(() => end, () => Interlocked.Increment(ref cuts) <= Cuts ? random.Next(3) : null);
        }).Append(steady.FollowUntilAsync(() => end)).ToList();

        for (var round = 0; Volatile.Read(ref cuts) < Cuts; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(stream => world.ActAsync(times: 5, stream: (round * 3) + stream)));
        }

        end = await system.Store.LogAsync("thing", [], [StoreSeed.ChangAn]);
        await Task.WhenAll(watching);

        var fresh = new LiveViewer(system, person);
        await fresh.FollowUntilAsync(() => 0);
        Assert.True(steady.State.Alarms.Any());
        Assert.Equal(fresh.State.ToString(), steady.State.ToString());
        Assert.All(cut, viewer => Assert.Equal(steady.State.ToString(), viewer.State.ToString()));
    }

    [Fact]
    public async Task News_of_a_layer_reaches_those_alone_who_may_know_of_it()
    {
        await system.Store.ExecuteAsync("UPDATE layer SET published = (id = 'outfalls') WHERE id IN ('outfalls', 'cameras', 'noise_stations')");
        var everything = new LiveViewer(system, await system.PersonAsync("inspector", "130100"));
        var some = new LiveViewer(system, await system.PersonAsync("officer", "130100", ["noise_stations"]));
        long? end = null;
        var watching = new[] { everything.FollowUntilAsync(() => end), some.FollowUntilAsync(() => end) };
        await Eventually.TrueAsync(() => everything.Snapshots + some.Snapshots == 2, "both follow");

        foreach (var layer in (string[])["outfalls", "cameras", "noise_stations", "no such layer"])
        {
            await system.Store.ScalarAsync<long>("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))", layer);
        }

        end = await system.Store.LogAsync("thing", [], [StoreSeed.ChangAn]);
        await Task.WhenAll(watching);

        Assert.Equal(["cameras", "noise_stations", "outfalls"], Layers(everything));
        Assert.Equal(["noise_stations", "outfalls"], Layers(some));

        static IEnumerable<string> Layers(LiveViewer viewer) => viewer.Received.Select(item => JsonDocument.Parse(item).RootElement)
            .Where(item => item.TryGetProperty("layers", out _)).SelectMany(item => item.GetProperty("layers").EnumerateArray()).Select(layer => layer.GetString()!).Distinct().Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Two_areas_leak_nothing_into_each_other()
    {
        var world = new RandomWorld(system.Store, 7, StoreSeed.ChangAn, StoreSeed.Tangshan);
        await world.ArrangeAsync(things: 10, units: 4);
        var one = new LiveViewer(system, await system.PersonAsync("inspector", "130100"), new { detail = await IdsAsync("130200") });
        var other = new LiveViewer(system, await system.PersonAsync("officer", "130200"), new { areas = Province });
        long? end = null;
        var watching = new[] { one.FollowUntilAsync(() => end), other.FollowUntilAsync(() => end) };

        await world.ActAsync(times: 150, stream: 1);
        end = await system.Store.LogAsync("thing", await IdsAsync("130000"), [StoreSeed.ChangAn, StoreSeed.Tangshan]);
        await Task.WhenAll(watching);

        Assert.True(one.Items > 0 && other.Items > 0);
        Assert.DoesNotContain("130200", string.Concat(one.Received), StringComparison.Ordinal);
        Assert.DoesNotContain("130102", string.Concat(other.Received), StringComparison.Ordinal);
        Assert.DoesNotContain(await IdsAsync("130200"), id => one.State.Thing(id) is not null);
        Assert.DoesNotContain(await IdsAsync("130100"), id => other.State.Thing(id) is not null);
    }

    [Fact]
    public async Task Values_come_only_for_the_things_that_the_page_details()
    {
        var wanted = await system.Store.AddThingAsync("wanted", StoreSeed.ChangAn);
        var other = await system.Store.AddThingAsync("other", StoreSeed.ChangAn);
        await using var hub = await ConnectAsync(await system.PersonAsync("inspector", "130000"));
        var from = await LastSeqAsync();
        await using var items = hub.StreamAsync("Follow", [from, new { detail = new[] { wanted } }]).GetAsyncEnumerator();
        await system.Store.LogObservationsAsync(
            [wanted, other], [StoreSeed.ChangAn],
            $"""[[{wanted},900011,1760000000000,1.5,null,"N",0],[{other},900012,1760000000000,2.5,3.5,null,1]]""");

        var changes = await NextAsync(items, "changes", from);

        Assert.Equal($"[[900011,{wanted},1760000000000,1.5,null,\"N\",0]]", changes.GetProperty("values").GetRawText());
        // The system itself may have said something meanwhile, of things that have fallen silent.
        Assert.Superset(
            new HashSet<long> { wanted, other },
            changes.GetProperty("things").EnumerateArray().Select(heard => heard[0].GetInt64()).ToHashSet());
    }

    [Fact]
    public async Task Lost_bell_costs_only_time()
    {
        var thing = await system.Store.AddThingAsync("silent", StoreSeed.ChangAn);
        await using var hub = await ConnectAsync(await system.PersonAsync("inspector", "130000"));
        var from = await LastSeqAsync();
        await using var items = hub.StreamAsync("Follow", [from, null]).GetAsyncEnumerator();
        await system.Store.ExecuteAsync(
            "INSERT INTO live_event (seq, at, kind, ids, areas, payload) VALUES (nextval('live_event_seq'), clock_timestamp(), 'thing', $1, $2, '{}')",
            new[] { thing }, new[] { StoreSeed.ChangAn });

        var changes = await NextAsync(items, "changes", from);

        Assert.Equal(thing, changes.GetProperty("thingRows")[0].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Silence_is_filled_with_heartbeats_within_five_seconds()
    {
        await using var hub = await ConnectAsync(await system.PersonAsync("inspector", "130300"));
        await using var items = hub.StreamAsync("Follow", [await LastSeqAsync(), null]).GetAsyncEnumerator();
        var watch = Stopwatch.StartNew();

        await NextAsync(items, "heartbeat");

        Assert.InRange(watch.Elapsed.TotalSeconds, 2, 5.5);
    }

    [Fact]
    public async Task A_storm_of_events_becomes_at_most_four_changes_a_second()
    {
        const int wanted = 12;
        var thing = await system.Store.AddThingAsync("storm", StoreSeed.ChangAn);
        await using var hub = await ConnectAsync(await system.PersonAsync("inspector", "130000"));
        await using var items = hub.StreamAsync("Follow", [await LastSeqAsync(), null]).GetAsyncEnumerator();
        var watch = Stopwatch.StartNew();
        var counting = CountAsync();
        long events = 0;
        for (; !counting.IsCompleted; events++)
        {
            await system.Store.LogAsync("thing", [thing], [StoreSeed.ChangAn]);
        }

        var (first, last) = await counting;

        Assert.True(events > wanted * 2, $"{events} events are no storm.");
        Assert.InRange(wanted - 1, 1, ((last - first).TotalSeconds * 4) + 3);   // the way to the client may bunch a few

        async Task<(TimeSpan First, TimeSpan Last)> CountAsync()
        {
            await NextAsync(items, "changes");
            var begin = watch.Elapsed;
            for (var i = 1; i < wanted; i++)
            {
                await NextAsync(items, "changes");
            }

            return (begin, watch.Elapsed);
        }
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(1_000_000_000)]
    public async Task Number_that_the_log_does_not_know_asks_for_a_snapshot(long seq)
    {
        await using var hub = await ConnectAsync(await system.PersonAsync("inspector", "130000"));
        await using var items = hub.StreamAsync("Follow", [seq, null]).GetAsyncEnumerator();

        await NextAsync(items, "snapshot-needed");

        Assert.False(await items.MoveNextAsync());
    }

    [Fact]
    public async Task Shelf_that_runs_out_colours_the_thing_again_without_anybody_acting()
    {
        var thing = await system.Store.AddThingAsync("shelf", StoreSeed.ChangAn);
        var alarm = await system.Store.RaiseAlarmAsync(thing, StoreSeed.ChangAn, "red");
        await system.Store.ActAsync(alarm, "shelve", await system.Store.AddPersonAsync($"s-{Guid.NewGuid():N}"), DateTimeOffset.UtcNow.AddSeconds(2));
        var viewer = new LiveViewer(system, await system.PersonAsync("inspector", "130000"));
        long? end = null;
        var watching = viewer.FollowUntilAsync(() => end);
        await Eventually.TrueAsync(() => viewer.Snapshots == 1 && viewer.State.Thing(thing) is not null, "the snapshot is there");
        var before = viewer.State.Thing(thing);

        await Eventually.TrueAsync(() => viewer.State.Thing(thing) == " red", "the thing is red");

        end = 0;
        await system.Store.LogAsync("thing", [thing], [StoreSeed.ChangAn]);
        await watching;
        Assert.Equal(" ", before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoked_session_ends_the_stream_within_three_seconds(bool told)
    {
        var person = await system.PersonAsync("inspector", "130000");
        await using var hub = await ConnectAsync(person);
        await using var items = hub.StreamAsync("Follow", [await LastSeqAsync(), null]).GetAsyncEnumerator();
        await system.Store.LogAsync("thing", [await system.Store.AddThingAsync("r", StoreSeed.ChangAn)], [StoreSeed.ChangAn]);
        await NextAsync(items, "changes");
        await system.Store.ExecuteAsync("UPDATE session SET revoked_at = now() WHERE account_id = $1", person.Account);
        if (told)
        {
            await system.Store.LogAsync("grant", [person.Account], []);
        }

        var watch = Stopwatch.StartNew();

        var refusal = await Assert.ThrowsAsync<HubException>(async () =>
        {
            while (await items.MoveNextAsync())
            {
            }
        });

        Assert.Contains("session-ended", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 4);
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<JsonElement>("Snapshot", (object?)null));
    }

    [Fact]
    public async Task Changed_grants_ask_for_a_snapshot_that_then_follows_them()
    {
        var person = await system.PersonAsync("inspector", "130100");
        var inside = await system.Store.AddThingAsync("g1", StoreSeed.ChangAn);
        var outside = await system.Store.AddThingAsync("g2", StoreSeed.Tangshan);
        await using var hub = await ConnectAsync(person);
        await using var items = hub.StreamAsync("Follow", [await LastSeqAsync(), null]).GetAsyncEnumerator();
        await system.Store.LogAsync("thing", [inside], [StoreSeed.ChangAn]);
        await NextAsync(items, "changes");
        await system.GrantAsync(person.Account, "inspector", "130200");
        await system.Store.LogAsync("grant", [person.Account], []);

        await NextAsync(items, "snapshot-needed");

        var things = (await hub.InvokeAsync<JsonElement>("Snapshot", (object?)null)).GetProperty("things");
        Assert.Contains(things.EnumerateArray(), thing => thing.GetProperty("id").GetInt64() == outside);
    }

    [Fact]
    public async Task Guest_is_not_let_in() =>
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(async () =>
            await HubClient.ConnectAsync(system.Address, (await system.PersonAsync("guest", "130000")).HubHeaders));

    [Fact]
    public async Task One_page_opens_only_a_few_streams()
    {
        await using var hub = await ConnectAsync(await system.PersonAsync("inspector", "130300"));
        var seq = await LastSeqAsync();
        var streams = Enumerable.Range(0, 5).Select(_ => hub.StreamAsync("Follow", [seq, null]).GetAsyncEnumerator()).ToList();

        // Each answers by itself: those let in with a heartbeat, the one too many with a refusal.
        var refusals = await Task.WhenAll(streams.Select(async stream =>
        {
            try
            {
                await stream.MoveNextAsync();
                return null;
            }
            catch (HubException e)
            {
                return e.Message;
            }
        }));

        Assert.Contains("too-many-streams", Assert.Single(refusals, refusal => refusal is not null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scope_without_bounds_is_refused()
    {
        await using var hub = await ConnectAsync(await system.PersonAsync("inspector", "130000"));

        var refusal = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<JsonElement>("Snapshot", new { detail = new long[600] }));

        Assert.Contains("at most", refusal.Message, StringComparison.Ordinal);
    }

    private Task<HubClient> ConnectAsync(TestPerson person) => HubClient.ConnectAsync(system.Address, person.HubHeaders);

    private async Task<long> LastSeqAsync() => await system.Store.ScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM live_event");

    private async Task<long[]> IdsAsync(string root) =>
        await system.Store.ScalarAsync<long[]>("SELECT array_agg(id) FROM thing WHERE area_within(area_code, ARRAY[$1])", root) ?? [];

    /// <summary>The next item of this type; those that only repeat what was before <paramref name="after"/> are passed over.</summary>
    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<JsonElement> items, string type, long after = -1)
    {
        while (await items.MoveNextAsync().AsTask().WaitAsync(Eventually.Patience))
        {
            if (items.Current.GetProperty("type").GetString() == type && (after < 0 || items.Current.GetProperty("seq").GetInt64() > after))
            {
                return items.Current;
            }
        }

        throw new InvalidOperationException($"The stream ended without {type}.");
    }
}
