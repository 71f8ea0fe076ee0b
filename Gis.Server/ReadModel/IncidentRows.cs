using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.ReadModel;

/// <summary>Reads incidents as they stand now.</summary>
internal static class IncidentRows
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(IncidentRows));

    public static async Task<IReadOnlyList<IncidentRow>> ReadAsync(
        NpgsqlConnection connection, IncidentFilter filter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, filter.Ids);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Roots);
        command.Parameters.Add(NpgsqlDbType.Boolean, filter.Closed);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, filter.ClosedSince?.ToUniversalTime());
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.ThingId);
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.After);
        command.Parameters.Add(NpgsqlDbType.Integer, filter.Limit);
        return await command.ListAsync(Read, cancellationToken);
    }

    private static IncidentRow Read(NpgsqlDataReader row)
    {
        var grade = row.IsDBNull(8) ? (int?)null : row.GetInt16(8);
        var state = row.GetString(9);
        var reportedAt = row.Time(11);
        return new IncidentRow(
            row.GetInt64(0),
            row.GetString(1),
            row.TextOrNull(2),
            row.GetString(3),
            row.GetString(4),
            row.GetDouble(5),
            row.GetDouble(6),
            row.TextOrNull(7),
            grade,
            state,
            row.Time(10),
            reportedAt,
            row.GetString(12),
            row.LongOrNull(13),
            row.TextOrNull(17),
            row.TextOrNull(18),
            row.LongOrNull(19),
            row.TextOrNull(20),
            row.TextOrNull(21),
            row.GetString(14),
            row.Time(15),
            row.GetInt32(16),
            state == "closed" ? null : ReportDeadlines.Standard.DueAt(grade, reportedAt));
    }
}
