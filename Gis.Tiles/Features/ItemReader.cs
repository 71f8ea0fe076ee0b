using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Gis.Tiles.Crs;
using Gis.Tiles.Layers;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Tiles.Features;

/// <summary>Reads features of a layer: how many match, a page of them row by row, or one.</summary>
internal sealed class ItemReader(BoxReader boxes, IOptions<TilesOptions> options)
{
    private const string AllProperties = "(jsonb_build_object('code', f.code, 'name_zh', f.name_zh, 'name_en', f.name_en, 'area_code', f.area_code) || f.properties)";

    /// <summary>A number that is told must be exact; to count more would cost more than it is worth.</summary>
    private const int MostCounted = 10_000;

    private static readonly string ItemsSql = EmbeddedText.Read("Features.items.sql");
    private static readonly string CountSql = EmbeddedText.Read("Features.count.sql");
    private static readonly string ItemSql = EmbeddedText.Read("Features.item.sql");

    /// <summary>How many match; null where they are many, or finding out would take long.</summary>
    public async Task<long?> CountAsync(VisibleLayer layer, ItemQuery query, CancellationToken cancellationToken)
    {
        if (query.IsUnfiltered && layer.Scope.IsPublic && layer.Info.FeatureCount is { } known)
        {
            return known;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.CountPatience);
        try
        {
            await using var connection = await layer.Layer.Store.Data.OpenConnectionAsync(patience.Token);
            var parameters = new SqlParameters(ScopedCommand.ParameterCount);
            var template = CountSql.Replace("{limit}", parameters.Add(MostCounted + 1), StringComparison.Ordinal);
            await using var command = Select(template, layer, query, connection, parameters);
            var count = (long)(await command.ExecuteScalarAsync(patience.Token))!;
            return count <= MostCounted ? count : null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (e is OperationCanceledException || (e is PostgresException failure && StoreRefusal.Of(failure, query) is not null)))
        {
            return null;
        }
    }

    /// <summary>More match than the limit: found out by looking at so many, where the catalogue does not say that there are fewer in all.</summary>
    public async Task<bool> ExceedsAsync(VisibleLayer layer, ItemQuery query, CancellationToken cancellationToken)
    {
        if (layer.Info.FeatureCount <= query.Limit)
        {
            return false;
        }

        await using var connection = await layer.Layer.Store.Data.OpenConnectionAsync(cancellationToken);
        var parameters = new SqlParameters(ScopedCommand.ParameterCount);
        var template = CountSql.Replace("{limit}", parameters.Add(query.Limit + 1), StringComparison.Ordinal);
        await using var command = Select(template, layer, query, connection, parameters);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! > query.Limit;
    }

    /// <summary>At most one row more than the limit: the sign that another page follows.</summary>
    public IAsyncEnumerable<FeatureRow> ReadAsync(VisibleLayer layer, ItemQuery query, CancellationToken cancellationToken) =>
        BoxReader.SmallBoxOf(layer, query) is { } box ? boxes.ReadAsync(layer, query, box, cancellationToken) : ReadAnyAsync(layer, query, cancellationToken);

    private async IAsyncEnumerable<FeatureRow> ReadAnyAsync(VisibleLayer layer, ItemQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await layer.Layer.Store.Data.OpenConnectionAsync(cancellationToken);
        var parameters = new SqlParameters(ScopedCommand.ParameterCount);
        var template = ItemsSql
            .Replace("{columns}", ColumnsSql(query, parameters), StringComparison.Ordinal)
            .Replace("{sort_values}", string.Concat(query.Sort.Select(key => $", ({key.ValueSql(parameters)})::text")), StringComparison.Ordinal)
            .Replace("{after}", query.After?.Sql(query.Sort, parameters) ?? "true", StringComparison.Ordinal)
            .Replace("{order}", string.Concat(query.Sort.Select(key => $"{key.OrderSql(parameters)}, ")), StringComparison.Ordinal)
            .Replace("{limit}", parameters.Add(query.Limit + 1), StringComparison.Ordinal);

        // What goes into a file is too much to be computed whole before it is given.
        await using var command = Select(query.MayFail && query.Limit <= ItemQuery.MaxLimit ? Whole(template) : template, layer, query, connection, parameters);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        using var features = new FeatureJson(query.Crs, EastNorthBox.Everything);
        while (await row.ReadAsync(cancellationToken))
        {
            yield return features.Read(row, query.Properties is null, query.Sort.Count);
        }
    }

    public async Task<FeatureRow?> FindAsync(VisibleLayer layer, long id, ReferenceSystem crs, CancellationToken cancellationToken)
    {
        await using var connection = await layer.Layer.Store.Data.OpenConnectionAsync(cancellationToken);
        var template = ItemSql.Replace("{columns}", FeatureJson.Columns(crs), StringComparison.Ordinal)
            .Replace("{changed}", layer.Info.IsLive ? "0" : "f.changed", StringComparison.Ordinal);
        var sql = layer.Layer.Source.Into(template, !layer.Scope.IsPublic);
        await using var command = ScopedCommand.For(sql, layer, connection, options.Value.ItemsTimeout);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        using var features = new FeatureJson(crs, EastNorthBox.Everything);
        return await row.ReadAsync(cancellationToken)
            ? features.Read(row, hasCommon: true, sortKeys: 0).Keep() with { Changed = row.GetInt32(FeatureJson.ColumnCount) }
            : null;
    }

    private NpgsqlCommand Select(string template, VisibleLayer layer, ItemQuery query, NpgsqlConnection connection, SqlParameters parameters)
    {
        var filter = FilterSql(layer.Layer.Source, query, parameters);
        var sql = layer.Layer.Source.Into(template.Replace("{filter}", filter, StringComparison.Ordinal), !layer.Scope.IsPublic);
        var command = ScopedCommand.For(sql, layer, connection, options.Value.ItemsTimeout);
        foreach (var parameter in parameters.All)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>The page is computed whole before its first row is given, so that what can't be computed is told of by a status and does not cut the answer short.</summary>
    private static string Whole(string page) => $"WITH page AS MATERIALIZED ({page}) SELECT page.* FROM (SELECT count(*) FROM page) whole CROSS JOIN page";

    /// <summary>What the caller asks for, each condition begun with AND; what he may see is no part of it, but stands beside it.</summary>
    private static string FilterSql(FeatureSource source, ItemQuery query, SqlParameters parameters)
    {
        var filter = new StringBuilder();
        if (query.Box is { } box)
        {
            var shape = box.Sql(parameters);
            filter.Append(CultureInfo.InvariantCulture, $" AND f.geom && {shape} AND ST_Intersects(f.geom, {shape})");
        }

        filter.Append(query.Time?.Sql(source, parameters));
        foreach (var asked in query.Filters)
        {
            filter.Append(" AND ").Append(asked.Sql(parameters));
        }

        return filter.ToString();
    }

    private static string ColumnsSql(ItemQuery query, SqlParameters parameters) => query.Properties is { } chosen
        ? FeatureJson.ColumnsWith($"(SELECT coalesce(jsonb_object_agg(e.key, e.value), '{{}}') FROM jsonb_each({AllProperties}) e WHERE e.key = ANY ({parameters.Add(chosen.ToArray())}))", query.Crs)
        : FeatureJson.Columns(query.Crs);
}
