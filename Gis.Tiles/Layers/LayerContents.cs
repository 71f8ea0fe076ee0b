using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Gis.Tiles.Layers;

/// <summary>Tells what is in the layers that a caller sees; remembered for some seconds per layer, edition and area set.</summary>
internal sealed class LayerContents : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly string ExtentSql = EmbeddedText.Read("Layers.extent.sql");
    private static readonly string FieldsSql = EmbeddedText.Read("Layers.fields.sql");

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 2_000 });
    private readonly MemoryCache _knownFields = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    public async ValueTask<LayerContent> ReadAsync(VisibleLayer layer, CancellationToken cancellationToken)
    {
        var key = (layer.Info.Id, layer.Info.Version, layer.Scope.Key);
        if (_known.TryGetValue(key, out LayerContent? known))
        {
            return known!;
        }

        var content = await LoadAsync(layer, cancellationToken);
        return _known.Set(key, content, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Freshness });
    }

    /// <summary>The properties alone, which are learned from few features however many there are.</summary>
    public async ValueTask<IReadOnlyList<LayerField>> FieldsAsync(VisibleLayer layer, CancellationToken cancellationToken)
    {
        var key = (layer.Info.Id, layer.Info.Version, layer.Scope.Key);
        if (_knownFields.TryGetValue(key, out IReadOnlyList<LayerField>? known))
        {
            return known!;
        }

        await using var connection = await layer.Layer.Store.Data.OpenConnectionAsync(cancellationToken);
        var fields = await LoadFieldsAsync(layer, connection, cancellationToken);
        return _knownFields.Set(key, fields, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Freshness });
    }

    public void Dispose()
    {
        _known.Dispose();
        _knownFields.Dispose();
    }

    private async Task<LayerContent> LoadAsync(VisibleLayer layer, CancellationToken cancellationToken)
    {
        var fields = await FieldsAsync(layer, cancellationToken);
        if (layer.Scope.IsPublic && layer.Info.FeatureCount is { } stored)
        {
            return new LayerContent(stored, layer.Info.Extent, fields);
        }

        await using var connection = await layer.Layer.Store.Data.OpenConnectionAsync(cancellationToken);
        var (count, extent) = await MeasureAsync(layer, connection, cancellationToken);
        return new LayerContent(count, extent, fields);
    }

    private static async Task<(long Count, LonLatBox? Extent)> MeasureAsync(VisibleLayer layer, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = ScopedCommand.For(layer.Layer.Source.Into(ExtentSql, !layer.Scope.IsPublic), layer, connection, Timeout);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.IsDBNull(1) ? null : new LonLatBox(row.GetDouble(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4)));
    }

    private static async Task<IReadOnlyList<LayerField>> LoadFieldsAsync(VisibleLayer layer, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var source = layer.Layer.Source;
        var fields = LayerField.Common.Concat(source.Times.Select(name => new LayerField(name, "string", IsTime: true))).ToList();
        await using var command = ScopedCommand.For(source.Into(FieldsSql, !layer.Scope.IsPublic), layer, connection, Timeout);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var field = new LayerField(row.GetString(0), row.GetString(1));
            if (fields.TrueForAll(known => known.Name != field.Name))
            {
                fields.Add(field);
            }
        }

        return fields;
    }
}
