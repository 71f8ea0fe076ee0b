using System.Text.Json;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Field;

/// <summary>Reads field checks.</summary>
internal static class FieldReader
{
    /// <summary>The last field check of a patch, or the one that a phone gave this id.</summary>
    public static async Task<FieldCheck?> CheckAsync(NpgsqlConnection connection, long patch, Guid? clientId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT e.id, s.state, e.at, a.display_name, e.details::text
            FROM patch_event e JOIN account a ON a.id = e.account_id JOIN patch_standing s ON s.id = e.patch_id
            WHERE e.patch_id = $1 AND e.kind = 'verified' AND ($2::text IS NULL OR e.details ->> 'clientId' = $2) ORDER BY e.id DESC LIMIT 1
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, patch);
        command.Parameters.Add(NpgsqlDbType.Text, clientId?.ToString());
        return (await command.ListAsync(row => CheckOf(patch, row), cancellationToken)).SingleOrDefault();
    }

    /// <summary>May the caller see this patch at all?</summary>
    public static async Task<bool> IsThereAsync(NpgsqlConnection connection, long patch, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM patch WHERE id = $1 AND area_within(area_code, $2))", connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, patch);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static FieldCheck CheckOf(long patch, NpgsqlDataReader row)
    {
        var said = JsonSerializer.Deserialize<FieldCheckDetails>(row.GetString(4), JsonSerializerOptions.Web)!;
        return new FieldCheck(
            row.GetInt64(0), patch, row.GetString(1), row.Time(2), row.GetString(3), said.Use, said.Party, said.StartedOn, said.BuiltM2, said.Fenced, said.Note, said.Photos, said.NearestM, said.ClientId);
    }
}
