using Gis.Server.Access;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Layers;

/// <summary>Reads requests for layers as one caller may see them.</summary>
internal static class AccessRequests
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(AccessRequests));

    public static async Task<IReadOnlyList<(AccessRequestRow Row, AccessRequestStanding Standing)>> ReadAsync(
        NpgsqlConnection connection, Caller caller, long? id, string[]? states, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new() { Value = caller.AccountId },
                new() { Value = caller.Name },
                new() { Value = caller.Roots(Role.Administrator) },
                new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = (object?)states ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = limit },
            },
        };
        return await command.ListAsync(Read, cancellationToken);
    }

    private static (AccessRequestRow Row, AccessRequestStanding Standing) Read(NpgsqlDataReader row)
    {
        var request = new AccessRequestRow(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetInt32(8),
            row.Time(9), row.GetString(10), row.TimeOrNull(11), row.TextOrNull(12), row.TextOrNull(13), row.TextOrNull(14), row.TimeOrNull(15), row.GetBoolean(16), row.GetBoolean(17));
        return (request, new AccessRequestStanding(
            request.Id, row.GetInt64(18), request.Layer, request.AreaCode, request.Days, request.State, row.IsDBNull(19) ? null : row.GetInt64(19)));
    }
}
