using System.Text.Json;
using Gis.Tiles.Filters;
using Gis.Tiles.Layers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gis.Tiles.Styles;

/// <summary>A value of a property and how many of the features have it.</summary>
internal sealed record ValueCount(JsonElement Value, long Count);

/// <summary>The values of a property, for who makes categories or classes of them.</summary>
/// <param name="Type">string, number or boolean.</param>
/// <param name="Looked">Features that were looked at; <paramref name="IsPart"/> tells that there are more.</param>
/// <param name="Different">How many different values they have.</param>
/// <param name="Values">The most frequent of them, 50 at most.</param>
/// <param name="Percentiles">Of numbers, from the least (0) to the greatest (100).</param>
internal sealed record LayerValues(string Property, string Type, long Looked, bool IsPart, long Different, IReadOnlyList<ValueCount> Values, double[]? Percentiles);

/// <summary>Reads the values of a property from as many features as can be read in a moment.</summary>
internal sealed class PropertyValues([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store)
{
    private const int MostLooked = 100_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly string Sql = EmbeddedText.Read("Styles.values.sql");

    public async Task<LayerValues> ReadAsync(VisibleLayer layer, LayerField field, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters(ScopedCommand.ParameterCount);
        var property = QueryableProperty.Of(field, layer.Layer.Source);
        var value = property.Sql(parameters);
        var most = parameters.Add(MostLooked);
        var sql = layer.Layer.Source.Into(Sql, !layer.Scope.IsPublic)
            .Replace("{value}", value, StringComparison.Ordinal)
            .Replace("{percentiles}", property.Kind == ValueKind.Number
                ? "(SELECT percentile_cont(ARRAY(SELECT n / 100.0 FROM generate_series(0, 100) n)) WITHIN GROUP (ORDER BY value::float8) FROM looked)"
                : "NULL::float8[]", StringComparison.Ordinal)
            .Replace("LIMIT $6", $"LIMIT {most}", StringComparison.Ordinal);
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var command = ScopedCommand.For(sql, layer, connection, Timeout);
        foreach (var parameter in parameters.All)
        {
            command.Parameters.Add(parameter);
        }

        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        using var values = JsonDocument.Parse(row.GetString(2));
        return new LayerValues(
            field.Name,
            field.Type,
            row.GetInt64(0),
            row.GetInt64(0) == MostLooked,
            row.GetInt64(1),
            [.. values.RootElement.EnumerateArray().Select(pair => new ValueCount(pair[0].Clone(), pair[1].GetInt64()))],
            row.IsDBNull(3) ? null : row.GetFieldValue<double[]>(3));
    }
}
