using System.Collections.Concurrent;
using Gis.Tiles.Layers;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Gis.Tiles.VectorTiles;

/// <summary>Tiles by key: made and compressed once, given to all who ask for the same while it is made, and kept within a bound of memory.</summary>
internal sealed class TileStore(TileCutter cutter, TilesMetrics metrics, IOptions<TilesOptions> options) : IDisposable
{
    /// <summary>What an entry costs beside its bytes: key, node, array head.</summary>
    private const int EntryOverheadBytes = 400;

    /// <summary>There are as many filters as callers can think of: what they take of the memory is so small a part that the tiles of all stay.</summary>
    private const int PartForFiltered = 8;

    private readonly MemoryCache _tiles = new(new MemoryCacheOptions { SizeLimit = options.Value.CacheBytes });
    private readonly MemoryCache _filtered = new(new MemoryCacheOptions { SizeLimit = options.Value.CacheBytes / PartForFiltered });
    private readonly ConcurrentDictionary<TileKey, Lazy<Task<KeptTile>>> _making = new();

    public async ValueTask<KeptTile> GetAsync(VisibleLayer layer, TileAddress address, CancellationToken cancellationToken)
    {
        var key = TileKey.Of(layer, address);
        if (KeptOf(key).TryGetValue(key, out KeptTile? known))
        {
            metrics.GaveRemembered();
            return known!;
        }

        // The cut belongs to all who wait for it, so no single caller's leaving ends it; its own timeout does.
        var making = _making.GetOrAdd(key, _ => new Lazy<Task<KeptTile>>(() => MakeAsync(key, layer, address)));
        var made = await making.Value.WaitAsync(cancellationToken);
        metrics.GaveCut();
        return made;
    }

    public void Dispose()
    {
        _tiles.Dispose();
        _filtered.Dispose();
    }

    private MemoryCache KeptOf(TileKey key) => key.Selection is null ? _tiles : _filtered;

    private async Task<KeptTile> MakeAsync(TileKey key, VisibleLayer layer, TileAddress address)
    {
        try
        {
            var cut = await cutter.CutAsync(layer, address, CancellationToken.None);
            var age = layer.Info.IsLive ? options.Value.LiveTileAge : TimeSpan.FromHours(1);
            if (options.Value.CacheBytes == 0 || age == TimeSpan.Zero)
            {
                return KeptTile.Plain(cut);
            }

            var tile = KeptTile.Compressed(cut);
            KeptOf(key).Set(key, tile, new MemoryCacheEntryOptions { Size = tile.Held + EntryOverheadBytes, AbsoluteExpirationRelativeToNow = age });
            return tile;
        }
        finally
        {
            _making.TryRemove(key, out _);
        }
    }
}
