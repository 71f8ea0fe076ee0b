using System.Collections.Immutable;
using System.Text.Json;
using Gis.Tiles.Layers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gis.Tiles.Styles;

/// <summary>Keeps the stored styles at hand: looked at again when older than a second, and read again only where one has changed.</summary>
internal sealed class StyleReader([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly string Sql = EmbeddedText.Read("Styles.styles.sql");

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Reading? _last;
    private int _forgotten;

    /// <summary>The styles of a layer, the default first; where none is stored, one that is made from its kind.</summary>
    public async ValueTask<IReadOnlyList<LayerStyle>> OfAsync(LayerInfo layer, CancellationToken cancellationToken) =>
        await StoredAsync(layer.Id, cancellationToken) is { Count: > 0 } stored ? stored : [MadeStyle.Of(layer)];

    /// <summary>The default style that somebody stored; null where nobody has.</summary>
    public async ValueTask<LayerStyle?> StoredDefaultAsync(string layer, CancellationToken cancellationToken) =>
        (await StoredAsync(layer, cancellationToken)).FirstOrDefault(style => style.IsDefault);

    /// <summary>Whoever changed something here has the next reader see it.</summary>
    public void Forget() => Interlocked.Increment(ref _forgotten);

    public void Dispose() => _reading.Dispose();

    private async ValueTask<IReadOnlyList<LayerStyle>> StoredAsync(string layer, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).TryGetValue(layer, out var styles) ? styles : [];

    private async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<LayerStyle>>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } justRead)
            {
                return justRead;
            }

            var (startedAt, forgotten) = (clock.GetTimestamp(), Volatile.Read(ref _forgotten));
            var stamp = await StampAsync(cancellationToken);
            var styles = _last is { } last && last.Stamp == stamp ? last.Styles : await LoadAsync(cancellationToken);
            _last = new Reading(styles, stamp, startedAt, forgotten);
            return styles;
        }
        finally
        {
            _reading.Release();
        }
    }

    private IReadOnlyDictionary<string, IReadOnlyList<LayerStyle>>? Fresh() =>
        _last is { } last && last.Forgotten == Volatile.Read(ref _forgotten) && clock.GetElapsedTime(last.StartedAt) < Freshness ? last.Styles : null;

    /// <summary>Every change of a style raises the sum of all versions.</summary>
    private async Task<long> StampAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT coalesce(sum(version), 0)::bigint FROM layer_style");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<LayerStyle>>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var styles = new List<(string Layer, LayerStyle Style)>();
        while (await row.ReadAsync(cancellationToken))
        {
            styles.Add((row.GetString(0), new LayerStyle(
                row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetBoolean(5), Drawing(row.GetString(6)), row.GetFieldValue<DateTimeOffset>(7), row.GetString(8))));
        }

        return styles.GroupBy(one => one.Layer, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<LayerStyle>)[.. group.Select(one => one.Style)], StringComparer.Ordinal);
    }

    /// <summary>The layers of a style as the store keeps them.</summary>
    public static ImmutableArray<JsonElement> Drawing(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray()];

    private sealed record Reading(IReadOnlyDictionary<string, IReadOnlyList<LayerStyle>> Styles, long Stamp, long StartedAt, int Forgotten);
}
