using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Field;

/// <summary>Reads photographs: what is known of each, and the picture itself.</summary>
internal static class PhotoReader
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(PhotoReader));

    public static async Task<ILookup<long, PhotoRow>> ReadAsync(NpgsqlConnection connection, long[] patches, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, patches);
        var rows = await command.ListAsync(row => (Patch: row.GetInt64(0), Photo: Read(row)), cancellationToken);
        return rows.ToLookup(row => row.Patch, row => row.Photo);
    }

    /// <summary>The picture itself, for whoever may see its patch.</summary>
    public static async Task<(byte[] Bytes, string MediaType)?> BytesAsync(NpgsqlConnection connection, long patch, long photo, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT f.bytes, f.media_type FROM patch_photo f JOIN patch p ON p.id = f.patch_id WHERE f.id = $2 AND f.patch_id = $1 AND area_within(p.area_code, $3)", connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, patch);
        command.Parameters.Add(NpgsqlDbType.Bigint, photo);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        var found = await command.ListAsync(row => (row.GetFieldValue<byte[]>(0), row.GetString(1)), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    private static PhotoRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetString(5), row.GetDouble(6), row.GetDouble(7), row.GetDouble(8), row.GetDouble(9), row.GetString(10), row.Time(11),
        row.Time(12), row.GetString(13), row.GetString(14), row.GetInt32(15), row.GetInt32(16), row.GetInt32(17), row.GetDouble(18), row.DoubleOrNull(19), row.GetBoolean(20));
}
