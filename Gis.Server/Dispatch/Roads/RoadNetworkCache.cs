namespace Gis.Server.Dispatch.Roads;

/// <summary>Keeps the road graph in memory and reads it again when a layer was imported.</summary>
internal sealed class RoadNetworkCache(RoadNetworkStore roads, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer may rest on a graph that has been replaced meanwhile.</summary>
    private static readonly TimeSpan LooksAgainAfter = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _oneReader = new(1);
    private volatile Held? _held;

    public async Task<RoadNetwork> GetAsync(CancellationToken cancellationToken)
    {
        if (_held is { } held && clock.GetUtcNow() - held.LookedAt < LooksAgainAfter)
        {
            return held.Roads;
        }

        await _oneReader.WaitAsync(cancellationToken);
        try
        {
            var version = await roads.VersionAsync(cancellationToken);
            var network = _held is { } known && known.Version == version ? known.Roads : await roads.ReadAsync(cancellationToken);
            _held = new Held(network, version, clock.GetUtcNow());
            return network;
        }
        finally
        {
            _oneReader.Release();
        }
    }

    public void Dispose() => _oneReader.Dispose();

    private sealed record Held(RoadNetwork Roads, string Version, DateTimeOffset LookedAt);
}
