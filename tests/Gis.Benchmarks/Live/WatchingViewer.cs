using System.Text.Json;
using Gis.Testing;

namespace Gis.Benchmarks.Live;

/// <summary>A page that shows the province and the values of a few things, and measures how old each value is when it arrives.</summary>
internal sealed class WatchingViewer(LiveWorld world, TestPerson person, long[] detail)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<double> LatenciesMs { get; } = [];

    /// <summary>The page shows the province and follows.</summary>
    public Task Ready => _ready.Task;

    public int Items { get; private set; }

    /// <summary>Follows until told to stop; ages count only while the measure runs.</summary>
    public async Task WatchAsync(Func<bool> counts, CancellationToken stop)
    {
        await using var hub = await HubClient.ConnectAsync(world.Address, person.HubHeaders);
        var snapshot = await hub.InvokeAsync<JsonElement>("Snapshot", new { detail });
        _ready.SetResult();
        try
        {
            await foreach (var item in hub.StreamAsync("Follow", [snapshot.GetProperty("seq").GetInt64(), new { detail }], stop))
            {
                Take(item, counts());
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }

        throw new InvalidOperationException("The stream ended before the bench did.");
    }

    private void Take(JsonElement item, bool counts)
    {
        var now = DateTimeOffset.UtcNow;
        Items++;
        if (item.GetProperty("type").GetString() == "snapshot-needed")
        {
            throw new InvalidOperationException("The viewer did not keep up.");
        }

        if (!counts || !item.TryGetProperty("values", out var values))
        {
            return;
        }

        foreach (var value in values.EnumerateArray())
        {
            LatenciesMs.Add(now.ToUnixTimeMilliseconds() - value[2].GetInt64());
        }
    }
}
