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

    /// <summary>A filter may take long; no other tile waits for it.</summary>
    private readonly SemaphoreSlim _turnsOfFiltered = new(Math.Max(1, options.Value.ConcurrentCuts / 2));
    private readonly ConcurrentBag<(TileEncoder Encoder, FeatureRowReader Rows)> _tools = [];

    public async Task<EncodedTile> CutAsync(VisibleLayer layer, TileAddress address, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var turns = layer.Selection is null ? _turns : _turnsOfFiltered;
        if (!await turns.WaitAsync(options.Value.CutTimeout, cancellationToken))
        {
            throw new TimeoutException($"Tile {address} of {layer.Info.Id} waited {options.Value.CutTimeout} for its turn.");
        }

        try
        {
            await using var lease = layer.Selection is null
                ? await layer.Layer.Store.OpenPlannedAsync(cancellationToken)
                : await layer.Layer.Store.OpenAsync(cancellationToken);
            await using var command = TileSql.For(layer, address, lease.Connection, options.Value.CutTimeout);

            // A filter's statement is planned for its values.
            if (layer.Selection is null)
            {
                await command.PrepareAsync(cancellationToken);
            }

            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var tile = await EncodeAsync(rows, layer, address, cancellationToken);
            metrics.Cut(layer.Info.Id, Stopwatch.GetElapsedTime(startedAt), tile);
            return tile;
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        _turns.Dispose();
        _turnsOfFiltered.Dispose();
    }

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
