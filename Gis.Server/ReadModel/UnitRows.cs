using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.ReadModel;

/// <summary>Reads units as they stand now.</summary>
internal static class UnitRows
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(UnitRows));

    public static async Task<IReadOnlyList<UnitRow>> ReadAsync(
        NpgsqlConnection connection, UnitFilter filter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, filter.Ids);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Roots);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Kinds);
        return await command.ListAsync(Read, cancellationToken);
    }

    private static UnitRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetString(6),
        row.GetFieldValue<string[]>(7),
        row.TextOrNull(8),
        row.DoubleOrNull(9),
        row.DoubleOrNull(10),
        row.DoubleOrNull(11),
        row.DoubleOrNull(12),
        row.TimeOrNull(13),
        row.GetString(14),
        row.TimeOrNull(15),
        row.LongOrNull(16),
        row.LongOrNull(17),
        row.GetString(18));
}
