using System.Collections.Concurrent;
using System.Diagnostics;
using Gis.Tiles.Layers;
using Gis.Tiles.VectorTiles.Mvt;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Tiles.VectorTiles;

/// <summary>Cuts tiles out of rows of the store. More cuts at once than there are cores only slow each other, so the rest wait their turn.</summary>
internal sealed class TileCutter(TilesMetrics metrics, IOptions<TilesOptions> options) : IDisposable
{
    private const int KeptRowBytes = 1024 * 1024;

    private readonly SemaphoreSlim _turns = new(options.Value.ConcurrentCuts);
    private readonly ConcurrentBag<(TileEncoder Encoder, FeatureRowReader Rows)> _tools = [];

    public async Task<EncodedTile> CutAsync(VisibleLayer layer, TileAddress address, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        if (!await _turns.WaitAsync(options.Value.CutTimeout, cancellationToken))
        {
            throw new TimeoutException($"Tile {address} of {layer.Info.Id} waited {options.Value.CutTimeout} for its turn.");
        }

        try
        {
            await using var connection = await layer.Layer.Store.OpenForCutAsync(cancellationToken);
            await using var command = ScopedCommand.For(TileSql.For(layer, address), layer, connection, options.Value.CutTimeout);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.WebZoom });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.X });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.Y });
            await command.PrepareAsync(cancellationToken);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var tile = await EncodeAsync(rows, layer, address, cancellationToken);
            metrics.Cut(layer.Info.Id, Stopwatch.GetElapsedTime(startedAt), tile);
            return tile;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<EncodedTile> EncodeAsync(NpgsqlDataReader rows, VisibleLayer layer, TileAddress address, CancellationToken cancellationToken)
    {
        var tools = _tools.TryTake(out var idle) ? idle : (Encoder: new TileEncoder(), Rows: new FeatureRowReader());
        tools.Encoder.Begin(layer.Info.Id, address, FeatureRowReader.Attributes);
        while (await rows.ReadAsync(cancellationToken))
        {
            tools.Rows.Read(rows, tools.Encoder);
        }

        var tile = tools.Encoder.Finish();
        tools.Rows.Trim(KeptRowBytes);
        _tools.Add(tools);
        return tile;
    }
}
