using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.ReadModel;

/// <summary>Reads alarms as they stand now.</summary>
internal static class AlarmRows
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(AlarmRows));

    public static async Task<IReadOnlyList<AlarmRow>> ReadAsync(
        NpgsqlConnection connection, AlarmFilter filter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, filter.Ids);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Roots);
        command.Parameters.Add(NpgsqlDbType.Boolean, filter.Open);
        command.Parameters.Add(NpgsqlDbType.Boolean, filter.History);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Kinds);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Severities);
        command.Parameters.Add(NpgsqlDbType.Text, filter.Area);
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.ThingId);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, filter.From?.ToUniversalTime());
        command.Parameters.Add(NpgsqlDbType.TimestampTz, filter.To?.ToUniversalTime());
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.After);
        command.Parameters.Add(NpgsqlDbType.Integer, filter.Limit);
        return await command.ListAsync(Read, cancellationToken);
    }

    private static AlarmRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.TextOrNull(6),
        row.GetString(7),
        row.GetString(8),
        row.DoubleOrNull(9),
        row.DoubleOrNull(10),
        row.DoubleOrNull(11),
        row.TextOrNull(12),
        row.Time(13),
        row.Time(14),
        row.Time(15),
        row.TimeOrNull(16),
        row.TimeOrNull(17),
        row.TextOrNull(18),
        row.TextOrNull(19),
        row.TimeOrNull(20),
        row.TimeOrNull(21),
        row.GetBoolean(22),
        row.GetString(23),
        row.LongOrNull(24),
        row.GetDouble(25),
        row.GetDouble(26),
        row.Time(27),
        row.IntOrNull(28),
        row.Json(29));
}
