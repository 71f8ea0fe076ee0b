using System.Diagnostics;
using Gis.Tiles.Layers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Tiles.VectorTiles;

/// <summary>Has the store cut a tile. More cuts at once than the store has cores only slow each other, so the rest wait their turn.</summary>
internal sealed class TileCutter(
    [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, TilesMetrics metrics, IOptions<TilesOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.ConcurrentCuts);

    public async Task<byte[]> CutAsync(VisibleLayer layer, TileAddress address, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        if (!await _turns.WaitAsync(options.Value.CutTimeout, cancellationToken))
        {
            throw new TimeoutException($"Tile {address} of {layer.Info.Id} waited {options.Value.CutTimeout} for its turn.");
        }

        try
        {
            await using var connection = await store.OpenConnectionAsync(cancellationToken);
            await using var command = ScopedCommand.For(TileSql.For(layer, address.Z), layer, connection, options.Value.CutTimeout);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.Z });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.X });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.Y });
            await command.PrepareAsync(cancellationToken);
            var bytes = (byte[]?)await command.ExecuteScalarAsync(cancellationToken) ?? [];
            metrics.Cut(layer.Info.Id, Stopwatch.GetElapsedTime(startedAt));
            return bytes;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
