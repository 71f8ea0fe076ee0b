using System.Text.Json;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Field;

/// <summary>Reads of each patch what its field task has beside the row.</summary>
internal static class TaskReader
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(TaskReader));

    public static async Task<IReadOnlyDictionary<long, TaskBeside>> ReadAsync(NpgsqlConnection connection, long[] patches, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, patches);
        var rows = await command.ListAsync(
            row => (Patch: row.GetInt64(0), Beside: new TaskBeside(
                row.Json(1), JsonSerializer.Deserialize<List<PatchReason>>(row.GetString(2), JsonSerializerOptions.Web) ?? [], row.IsDBNull(3) ? null : row.Time(3), row.TextOrNull(4), row.TextOrNull(5),
                row.LongOrNull(6))),
            cancellationToken);
        return rows.ToDictionary(row => row.Patch, row => row.Beside);
    }
}
