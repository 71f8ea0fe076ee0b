using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Cases;

/// <summary>Reads photographs of measures: what is known of each, and the picture itself.</summary>
internal static class MeasurePhotoReader
{
    /// <summary>All that were added to a patch, the oldest first by their own time where they tell it.</summary>
    public static async Task<IReadOnlyList<MeasurePhoto>> ReadAsync(NpgsqlConnection connection, long patch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT f.hash, a.display_name, f.lon, f.lat, f.azimuth_deg, f.taken_at, f.received_at, f.media_type, f.width, f.height, octet_length(f.bytes), ST_Distance(p.outline::geography, f.geom::geography)
            FROM patch_measure_photo f JOIN patch p ON p.id = f.patch_id JOIN account a ON a.id = f.account_id
            WHERE f.patch_id = $1 ORDER BY coalesce(f.taken_at, f.received_at), f.hash
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, patch);
        return await command.ListAsync(
            row => new MeasurePhoto(
                row.GetString(0), row.GetString(1), row.DoubleOrNull(2), row.DoubleOrNull(3), row.DoubleOrNull(4), row.IsDBNull(5) ? null : row.Time(5), row.Time(6), row.GetString(7), row.GetInt32(8),
                row.GetInt32(9), row.GetInt32(10), row.DoubleOrNull(11)),
            cancellationToken);
    }

    /// <summary>The picture itself, for whoever may see its patch.</summary>
    public static async Task<(byte[] Bytes, string MediaType)?> BytesAsync(NpgsqlConnection connection, long patch, string hash, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT f.bytes, f.media_type FROM patch_measure_photo f JOIN patch p ON p.id = f.patch_id WHERE f.patch_id = $1 AND f.hash = $2 AND area_within(p.area_code, $3)", connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, patch);
        command.Parameters.Add(NpgsqlDbType.Text, hash);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        var found = await command.ListAsync(row => (row.GetFieldValue<byte[]>(0), row.GetString(1)), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }
}
