using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gis.Tiles.Imagery;
using Gis.Tiles.Reading;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Tiles.Layers;

/// <summary>Keeps the catalogue at hand: read again when it is asked for and older than a second, so a change holds within that time.</summary>
internal sealed class CatalogReader(ReadStores stores, TimeProvider clock, ILogger<CatalogReader> logger) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly string CatalogSql = EmbeddedText.Read("Layers.catalogue.sql");
    private static readonly string ChangesSql = EmbeddedText.Read("Layers.changes.sql");
    private static readonly string PicturesSql = EmbeddedText.Read("Imagery.pictures.sql");

    private readonly SemaphoreSlim _reading = new(1);
    private readonly ConcurrentDictionary<string, byte> _unknown = new();
    private volatile Reading? _last;
    private int _forgotten;

    public async ValueTask<Catalog> ReadAsync(CancellationToken cancellationToken)
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

            var (forgotten, choice) = (Volatile.Read(ref _forgotten), stores.Choose());
            var trueAt = stores.TrueAt(choice);
            var catalog = await LoadAsync(stores.Of(choice), cancellationToken);
            _last = new Reading(catalog, trueAt, forgotten, choice.IsStale);
            return catalog;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Whoever changed something here has the next reader see it.</summary>
    public void Forget()
    {
        stores.Wrote();
        ReadAnew();
    }

    /// <summary>The server that it was read from has gone away.</summary>
    public void ReadAnew() => Interlocked.Increment(ref _forgotten);

    public void Dispose() => _reading.Dispose();

    /// <summary>What was old when it was read, since the primary was away, is no longer good enough when it is back.</summary>
    private Catalog? Fresh() =>
        _last is { } last && (!last.IsStale || stores.Choose().IsStale) && last.Forgotten == Volatile.Read(ref _forgotten) && clock.GetElapsedTime(last.TrueAt) < Freshness ? last.Catalog : null;

    private async Task<Catalog> LoadAsync(ReadStore store, CancellationToken cancellationToken)
    {
        await using var batch = store.Data.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CatalogSql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            SELECT coalesce(array_agg(code) FILTER (WHERE parent_code IS NULL), '{}'), md5(coalesce(string_agg(code || '<' || parent_code, ',' ORDER BY code), ''))
            FROM area WHERE valid_to IS NULL
            """));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PicturesSql));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var imageInfos = new List<LayerInfo>();
        var layers = ImmutableSortedDictionary.CreateBuilder<string, Layer>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            var info = ReadInfo(reader);
            if (reader.GetBoolean(24))
            {
                imageInfos.Add(info);
            }
            else if ((info.IsLive ? FeatureSource.Live.GetValueOrDefault(info.Id) : FeatureSource.Stored) is { } source)
            {
                layers.Add(info.Id, new Layer(info, source) { Store = store });
            }
            else if (_unknown.TryAdd(info.Id, 0))
            {
                logger.UnknownLiveLayer(info.Id);
            }
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var areas = new AreaTree([.. reader.GetFieldValue<string[]>(0)], reader.GetString(1));
        await reader.NextResultAsync(cancellationToken);
        var images = await ReadImagesAsync(imageInfos, reader, cancellationToken);
        await reader.DisposeAsync();
        foreach (var layer in layers.Values.Where(layer => layer.Info.Changes > 0).ToList())
        {
            layers[layer.Info.Id] = layer with { Changes = await FollowAsync(store, layer.Info, cancellationToken) };
        }

        return new Catalog(layers.ToImmutable(), images, areas);
    }

    private static async Task<ImmutableSortedDictionary<string, ImageLayer>> ReadImagesAsync(
        List<LayerInfo> infos, NpgsqlDataReader row, CancellationToken cancellationToken)
    {
        var pictures = new List<(string Layer, Picture Picture)>();
        while (await row.ReadAsync(cancellationToken))
        {
            pictures.Add((row.GetString(0), new Picture(
                row.GetInt64(1),
                row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2),
                row.GetString(3),
                new ZoomRange(row.GetInt16(4), row.GetInt16(5)),
                new ZoomRange(row.GetInt16(6), row.GetInt16(7)),
                new LonLatBox(row.GetDouble(8), row.GetDouble(9), row.GetDouble(10), row.GetDouble(11)))
            {
                Facts = new SceneFacts(row.IsDBNull(12) ? null : row.GetString(12), row.IsDBNull(13) ? null : row.GetDouble(13), row.IsDBNull(14) ? null : row.GetDouble(14)),
            }));
        }

        var byLayer = pictures.ToLookup(picture => picture.Layer, picture => picture.Picture);
        return infos.Where(info => byLayer.Contains(info.Id))
            .ToImmutableSortedDictionary(info => info.Id, info => new ImageLayer(info, [.. byLayer[info.Id]]), StringComparer.Ordinal);
    }

    /// <summary>What is known of the edition's changes, and those that came since.</summary>
    private async Task<LayerChanges> FollowAsync(ReadStore store, LayerInfo info, CancellationToken cancellationToken)
    {
        var known = _last?.Catalog.Layers.GetValueOrDefault(info.Id) is { } before && before.Info.Edition == info.Edition && before.Changes.Last <= info.Changes
            ? before.Changes
            : LayerChanges.None;
        if (known.Last == info.Changes)
        {
            return known;
        }

        await using var command = store.Data.CreateCommand(ChangesSql);
        command.Parameters.Add(new() { Value = info.Id });
        command.Parameters.Add(new() { Value = info.Edition });
        command.Parameters.Add(new() { Value = Math.Max(known.Last, LayerChanges.FloorOf(info.Changes)) });
        command.Parameters.Add(new() { Value = info.Changes });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var newer = new List<LayerChange>();
        while (await row.ReadAsync(cancellationToken))
        {
            newer.Add(new LayerChange(row.GetInt32(0), row.GetInt16(1), row.GetFieldValue<double[]>(2)));
        }

        return known.With(newer, info.Changes);
    }

    private static LayerInfo ReadInfo(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        TitleZh = row.GetString(1),
        TitleEn = row.GetString(2),
        IsLive = row.GetBoolean(3),
        GeometryKind = row.GetString(4),
        Licence = row.GetString(5),
        Credit = row.GetString(6),
        Source = row.GetString(7),
        Owner = row.GetString(8),
        Approximate = row.GetBoolean(9),
        Published = row.GetBoolean(10),
        MinZoom = row.GetInt16(11),
        MaxZoom = row.GetInt16(12),
        Edition = row.GetInt32(13),
        ChangedAt = row.GetFieldValue<DateTimeOffset>(14),
        FeatureCount = row.IsDBNull(15) ? null : row.GetInt64(15),
        Extent = row.IsDBNull(16) ? null : new LonLatBox(row.GetDouble(16), row.GetDouble(17), row.GetDouble(18), row.GetDouble(19)),
        Generalised = row.GetBoolean(20),
        Changes = row.GetInt32(21),
        EditedAt = row.IsDBNull(22) ? null : row.GetFieldValue<DateTimeOffset>(22),
        Writers = row.GetFieldValue<string[]>(23),
        ForAreas = row.GetFieldValue<string[]>(25),
    };

    private sealed record Reading(Catalog Catalog, long TrueAt, int Forgotten, bool IsStale);
}
