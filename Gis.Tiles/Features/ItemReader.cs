using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Gis.Tiles.Crs;
using Gis.Tiles.Layers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Tiles.Features;

/// <summary>Reads features of a layer: how many match, a page of them row by row, or one.</summary>
internal sealed class ItemReader([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, IOptions<TilesOptions> options)
{
    private static readonly string ItemsSql = EmbeddedText.Read("Features.items.sql");
    private static readonly string CountSql = EmbeddedText.Read("Features.count.sql");
    private static readonly string ItemSql = EmbeddedText.Read("Features.item.sql");

    public async Task<long> CountAsync(VisibleLayer layer, ItemQuery query, CancellationToken cancellationToken)
    {
        if (query.IsUnfiltered && layer.Scope.IsPublic && layer.Info.FeatureCount is { } known)
        {
            return known;
        }

        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var command = Select(CountSql, layer, query, connection, new SqlParameters(ScopedCommand.ParameterCount));
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>At most one row more than the limit: the sign that another page follows.</summary>
    public async IAsyncEnumerable<FeatureRow> ReadAsync(
        VisibleLayer layer, ItemQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var parameters = new SqlParameters(ScopedCommand.ParameterCount);
        var template = ItemsSql
            .Replace("{geometry}", query.Crs.GeoJsonSql, StringComparison.Ordinal)
            .Replace("{after}", parameters.Add(query.After ?? -1), StringComparison.Ordinal)
            .Replace("{limit}", parameters.Add(query.Limit + 1), StringComparison.Ordinal);
        await using var command = Select(template, layer, query, connection, parameters);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            yield return Read(row);
        }
    }

    public async Task<FeatureRow?> FindAsync(VisibleLayer layer, long id, ReferenceSystem crs, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var sql = layer.Layer.Source.Into(ItemSql.Replace("{geometry}", crs.GeoJsonSql, StringComparison.Ordinal), !layer.Scope.IsPublic);
        await using var command = ScopedCommand.For(sql, layer, connection, options.Value.ItemsTimeout);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
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

    /// <summary>What the caller asks for, each condition begun with AND; what he may see is no part of it, but stands beside it.</summary>
    private static string FilterSql(FeatureSource source, ItemQuery query, SqlParameters parameters)
    {
        var filter = new StringBuilder();
        if (query.Box is { } box)
        {
            var shape = box.Sql(parameters);
            filter.Append(CultureInfo.InvariantCulture, $" AND f.geom && {shape} AND ST_Intersects(f.geom, {shape})");
        }

        // Features without a time match every datetime (OGC API Features 7.15.4).
        if (query.Time is { } time && source.HasTime)
        {
            filter.Append(time.From is { } from ? $" AND f.at >= {parameters.Add(from)}" : "").Append(time.To is { } to ? $" AND f.at <= {parameters.Add(to)}" : "");
        }

        foreach (var asked in query.Filters)
        {
            filter.Append(" AND ").Append(asked.Sql(parameters));
        }

        return filter.ToString();
    }

    private static FeatureRow Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2));
}
