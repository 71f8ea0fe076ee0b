using System.Globalization;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Deliveries;

/// <summary>Reads the ranking of things by their transmission rate, from the days as they were counted last.</summary>
internal sealed class RankingReader(NpgsqlDataSource store)
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(RankingReader));

    public async Task<Page<RankedThing>> ReadAsync(RankingFilter filter, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(Sql);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Roots);
        command.Parameters.Add(NpgsqlDbType.Text, filter.Area);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Kinds);
        command.Parameters.Add(NpgsqlDbType.Date, filter.Span.From);
        command.Parameters.Add(NpgsqlDbType.Date, filter.Span.To);
        command.Parameters.Add(NpgsqlDbType.Double, filter.After?.Rate);
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.After?.Id);
        command.Parameters.Add(NpgsqlDbType.Integer, filter.Limit);
        var rows = await command.ListAsync(row => (Thing: Read(row), Rate: row.GetDouble(12)), cancellationToken);
        var next = rows.Count < filter.Limit ? null : string.Create(CultureInfo.InvariantCulture, $"{rows[^1].Rate:R}~{rows[^1].Thing.ThingId}");
        return new Page<RankedThing>([.. rows.Select(row => row.Thing)], next);
    }

    private static RankedThing Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6),
        row.GetInt64(5) - row.GetInt64(6), new DeliveryFigures(row.GetInt64(7), row.GetInt64(8), row.GetInt64(9)), row.Time(10),
        row.GetFieldValue<double?[]>(11));
}
