using System.Runtime.CompilerServices;
using Gis.Tiles.Layers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Features;

/// <summary>Reads features of a layer: how many match, a page of them row by row, or one.</summary>
internal sealed class ItemReader([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, IOptions<TilesOptions> options)
{
    private const string BoxFilter = "AND f.geom && ST_GeomFromText($6, 4490) AND ST_Intersects(f.geom, ST_GeomFromText($6, 4490))";
    private const string TimeFilter = "AND ($7 IS NULL OR f.at >= $7) AND ($8 IS NULL OR f.at <= $8)";

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
        await using var command = Select(CountSql, layer, query, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>At most one row more than the limit: the sign that another page follows.</summary>
    public async IAsyncEnumerable<FeatureRow> ReadAsync(
        VisibleLayer layer, ItemQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var command = Select(ItemsSql, layer, query, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            yield return Read(row);
        }
    }

    public async Task<FeatureRow?> FindAsync(VisibleLayer layer, long id, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var sql = layer.Layer.Source.Into(ItemSql, !layer.Scope.IsPublic);
        await using var command = ScopedCommand.For(sql, layer, connection, options.Value.ItemsTimeout);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    private NpgsqlCommand Select(string template, VisibleLayer layer, ItemQuery query, NpgsqlConnection connection)
    {
        // Features without a time match every datetime (OGC API Features 7.15.4).
        var source = layer.Layer.Source;
        var filter = string.Join(' ', query.Box is null ? "" : BoxFilter, query.Time is null || !source.HasTime ? "" : TimeFilter);
        var sql = source.Into(template.Replace("{filter}", filter, StringComparison.Ordinal), !layer.Scope.IsPublic);
        var command = ScopedCommand.For(sql, layer, connection, options.Value.ItemsTimeout);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = query.After ?? -1 });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)query.Box?.ToWkt() ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = (object?)query.Time?.From ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = (object?)query.Time?.To ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit + 1 });
        return command;
    }

    private static FeatureRow Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2));
}
