using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Things;

/// <summary>Reads values over time, and what was allowed meanwhile.</summary>
internal sealed class SeriesReader(NpgsqlDataSource store)
{
    /// <summary>What a water meter let through in an interval: a total, of which there is no mean.</summary>
    private const string IntervalVolume = "interval_volume";

    private static readonly string RolledUpSql = EmbeddedSql.Beside(typeof(SeriesReader));

    /// <summary>Null where the thing has no such datastream.</summary>
    public async Task<Series?> ReadAsync(SeriesWish wish, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if (await FindDatastreamAsync(connection, wish, cancellationToken) is not { } datastream)
        {
            return null;
        }

        var limits = await ReadLimitsAsync(connection, wish, cancellationToken);
        var stepS = SeriesStep.Of(wish.Step, wish.To - wish.From, datastream.IntervalS);
        var basis = stepS > 0 ? "mean" : wish.PeriodS == 0 ? "instant" : limits.Select(limit => limit.Basis).FirstOrDefault() ?? (wish.Property == IntervalVolume ? "cou" : "avg");
        var points = stepS > 0
            ? await ReadRolledUpAsync(connection, wish, datastream.Id, datastream.Unit, stepS, cancellationToken)
            : await ReadPointsAsync(connection, wish, datastream.Id, basis, cancellationToken);
        var truncated = points.Count > SeriesWish.MostPoints;
        return new Series(
            wish.Property, datastream.Unit, wish.PeriodS, basis, stepS, truncated ? [.. points.Take(SeriesWish.MostPoints)] : points, limits, truncated);
    }

    private static async Task<(long Id, string Unit, int IntervalS)?> FindDatastreamAsync(
        NpgsqlConnection connection, SeriesWish wish, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT id, unit, interval_s FROM datastream WHERE thing_id = $1 AND property = $2 AND period_s = $3", connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, wish.ThingId);
        command.Parameters.Add(NpgsqlDbType.Text, wish.Property);
        command.Parameters.Add(NpgsqlDbType.Integer, wish.PeriodS);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2)) : null;
    }

    private static async Task<IReadOnlyList<SeriesPoint>> ReadPointsAsync(
        NpgsqlConnection connection, SeriesWish wish, long datastreamId, string basis, CancellationToken cancellationToken)
    {
        var sql = wish.PeriodS == 0
            ? """
              SELECT phenomenon_time, value, flag::text, quality FROM observation
              WHERE datastream_id = $1 AND phenomenon_time >= $2 AND phenomenon_time < $3 ORDER BY phenomenon_time LIMIT $4
              """
            : """
              SELECT phenomenon_time, CASE $5 WHEN 'zs_avg' THEN zs_avg WHEN 'max' THEN max WHEN 'cou' THEN cou ELSE coalesce(avg, max, min) END, flag::text, quality
              FROM period_value
              WHERE datastream_id = $1 AND phenomenon_time >= $2 AND phenomenon_time < $3 ORDER BY phenomenon_time LIMIT $4
              """;
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, datastreamId);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, wish.From);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, wish.To);
        command.Parameters.Add(NpgsqlDbType.Integer, SeriesWish.MostPoints + 1);
        if (wish.PeriodS != 0)
        {
            command.Parameters.Add(NpgsqlDbType.Text, basis);
        }

        return await command.ListAsync(
            row => new SeriesPoint(row.Time(0), row.DoubleOrNull(1), row.TextOrNull(2), row.GetInt16(3)), cancellationToken);
    }

    /// <summary>Means of the steps that are closed, and of the rest as far as it has come.</summary>
    private static async Task<IReadOnlyList<SeriesPoint>> ReadRolledUpAsync(
        NpgsqlConnection connection, SeriesWish wish, long datastreamId, string unit, int stepS, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(RolledUpSql, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, datastreamId);
        command.Parameters.Add(NpgsqlDbType.Text, unit);
        command.Parameters.Add(NpgsqlDbType.Integer, stepS);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, wish.From);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, wish.To);
        command.Parameters.Add(NpgsqlDbType.Integer, SeriesWish.MostPoints + 1);
        return await command.ListAsync(
            row => new SeriesPoint(
                row.Time(0), row.DoubleOrNull(1), null, row.GetInt16(2),
                new SeriesSpread(row.DoubleOrNull(3), row.DoubleOrNull(4), row.GetInt32(5), row.GetInt32(6))),
            cancellationToken);
    }

    /// <summary>The limits of the period asked for; values as measured are shown beside the limit of the shortest mean.</summary>
    private static async Task<IReadOnlyList<SeriesLimit>> ReadLimitsAsync(
        NpgsqlConnection connection, SeriesWish wish, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT upper_limit, lower_limit, valid_from, valid_to, source, basis, period_s FROM permit_limit
            WHERE thing_id = $1 AND property = $2 AND valid_from < $5 AND (valid_to IS NULL OR valid_to > $4)
              AND period_s = CASE $3 WHEN 0 THEN (SELECT min(period_s) FROM permit_limit WHERE thing_id = $1 AND property = $2) ELSE $3 END
            ORDER BY valid_from DESC, basis
            """, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, wish.ThingId);
        command.Parameters.Add(NpgsqlDbType.Text, wish.Property);
        command.Parameters.Add(NpgsqlDbType.Integer, wish.PeriodS);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, wish.From);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, wish.To);
        return await command.ListAsync(
            row => new SeriesLimit(
                row.DoubleOrNull(0), row.DoubleOrNull(1), row.Time(2), row.TimeOrNull(3), row.GetString(4), row.GetString(5), row.GetInt32(6)),
            cancellationToken);
    }
}
