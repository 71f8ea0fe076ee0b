using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.ReadModel;

/// <summary>Reads things as lists and the map show them.</summary>
internal static class ThingRows
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(ThingRows));

    public static async Task<IReadOnlyList<ThingRow>> ReadAsync(
        NpgsqlConnection connection, ThingFilter filter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, filter.Ids);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Roots);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Kinds);
        command.Parameters.Add(NpgsqlDbType.Text, filter.Area);
        command.Parameters.Add(NpgsqlDbType.Text, filter.Text);
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.After);
        command.Parameters.Add(NpgsqlDbType.Integer, filter.Limit);
        return await command.ListAsync(Read, cancellationToken);
    }

    private static ThingRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetDouble(5),
        row.GetDouble(6),
        row.GetString(7),
        row.TextOrNull(8),
        row.TimeOrNull(9),
        row.IntOrNull(10));
}
