using Gis.Server.ReadModel;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Evidence;

/// <summary>Reads where a patch lies. Coordinates of the plane are the store's (PROJ).</summary>
internal static class EvidenceReader
{
    private static readonly string Corners = EmbeddedSql.Beside(typeof(EvidenceReader));

    /// <summary>EPSG of zone 0 of the 3° zones with the number in the easting: 4513 is zone 25.</summary>
    private const int ZoneBase = 4488;

    public static async Task<EvidenceGround> ReadAsync(NpgsqlConnection connection, long patch, double centreLon, CancellationToken cancellationToken)
    {
        var zone = Math.Clamp((int)Math.Round(centreLon / 3), 25, 45);
        await using var corners = new NpgsqlCommand(Corners, connection);
        corners.Parameters.Add(NpgsqlDbType.Bigint, patch);
        corners.Parameters.Add(NpgsqlDbType.Integer, ZoneBase + zone);
        var rows = await corners.ListAsync(
            row => new EvidenceCorner(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5), row.GetDouble(6)), cancellationToken);

        var reader = new WKBReader();
        await using var shape = new NpgsqlCommand("SELECT ST_AsBinary(outline) FROM patch WHERE id = $1", connection) { Parameters = { new() { Value = patch } } };
        var outline = reader.Read((byte[])(await shape.ExecuteScalarAsync(cancellationToken))!);

        var reach = EvidenceFrame.OfMap(outline.EnvelopeInternal).Reach;
        await using var around = new NpgsqlCommand(
            """
            SELECT o.theme, o.document, ST_AsBinary(ST_ClipByBox2D(f.geom, ST_MakeEnvelope($2, $3, $4, $5, 4490)))
            FROM patch p
            JOIN patch_overlap o ON o.patch_id = p.id
            JOIN layer_feature f ON f.layer = o.layer AND f.edition = o.edition AND f.id = o.feature
            LEFT JOIN land_theme t ON t.theme = o.theme
            WHERE p.id = $1 ORDER BY t.sort, o.area_m2 DESC, o.feature LIMIT 300
            """,
            connection)
        { Parameters = { new() { Value = patch }, new() { Value = reach.MinX }, new() { Value = reach.MinY }, new() { Value = reach.MaxX }, new() { Value = reach.MaxY } } };
        var shapes = await around.ListAsync(row => new EvidenceShape(row.GetString(0), row.TextOrNull(1), reader.Read(row.GetFieldValue<byte[]>(2))), cancellationToken);
        return new EvidenceGround(outline, zone, ZoneBase + zone, rows, [.. shapes.Where(one => !one.LonLat.IsEmpty)]);
    }
}
