using System.Text.Json;
using Gis.Server.ReadModel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Land;

/// <summary>Reads features of a theme's layer, cut to what the reader may see; at most as many as are asked for, by id.</summary>
internal static class LandStore
{
    private const string Select =
        """
        SELECT f.id, f.code, f.area_code, f.properties::text, ST_AsBinary(f.geom)
        FROM layer_feature f
        WHERE f.layer = $1 AND f.edition = $2 AND ($3 OR area_within(f.area_code, $4) OR ($5 AND f.area_code IS NULL))
        """;

    private const int FixedParameters = 5;

    /// <summary>What meets a place, with its border.</summary>
    public static Task<IReadOnlyList<LandRecord>> MeetingAsync(NpgsqlConnection connection, LandSource source, Geometry place, int most, CancellationToken cancellationToken) =>
        ReadAsync(
            connection, source, "f.geom && ST_SetSRID(ST_GeomFromWKB($6), 4490) AND ST_Intersects(f.geom, ST_SetSRID(ST_GeomFromWKB($6), 4490))", most, cancellationToken,
            (NpgsqlDbType.Bytea, new WKBWriter().Write(place)));

    public static Task<IReadOnlyList<LandRecord>> InBoxAsync(NpgsqlConnection connection, LandSource source, Envelope box, int most, CancellationToken cancellationToken) =>
        ReadAsync(
            connection, source, "f.geom && ST_MakeEnvelope($6, $7, $8, $9, 4490)", most, cancellationToken,
            (NpgsqlDbType.Double, box.MinX), (NpgsqlDbType.Double, box.MinY), (NpgsqlDbType.Double, box.MaxX), (NpgsqlDbType.Double, box.MaxY));

    /// <summary>Those whose property of this role is one of the texts; none where the layer tells no such property.</summary>
    public static async Task<IReadOnlyList<LandRecord>> BySayingAsync(
        NpgsqlConnection connection, LandSource source, string role, string[] texts, int most, CancellationToken cancellationToken) =>
        texts.Length > 0 && source.Theme.Fields.TryGetValue(role, out var name)
            ? await ReadAsync(connection, source, "f.properties ->> $6 = ANY ($7)", most, cancellationToken, (NpgsqlDbType.Text, name), (NpgsqlDbType.Array | NpgsqlDbType.Text, texts))
            : [];

    public static Task<IReadOnlyList<LandRecord>> ByIdAsync(NpgsqlConnection connection, LandSource source, long id, CancellationToken cancellationToken) =>
        ReadAsync(connection, source, "f.id = $6", 1, cancellationToken, (NpgsqlDbType.Bigint, id));

    /// <summary>Those of an area and all below it; with texts, only those whose property of the role is one of them.</summary>
    public static Task<IReadOnlyList<LandRecord>> InAreaAsync(
        NpgsqlConnection connection, LandSource source, string area, int most, CancellationToken cancellationToken, string? role = null, string[]? texts = null) =>
        ReadAsync(
            connection, source, "f.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = $6) AND ($7::text IS NULL OR f.properties ->> $7 = ANY ($8))", most, cancellationToken,
            (NpgsqlDbType.Text, area), (NpgsqlDbType.Text, role is null ? null : source.Theme.Fields.GetValueOrDefault(role, "")), (NpgsqlDbType.Array | NpgsqlDbType.Text, texts ?? []));

    /// <summary>Those that name no area and of which a place lies in an outline; with texts, only those whose property of the role is one of them.</summary>
    public static Task<IReadOnlyList<LandRecord>> OfNoAreaAsync(
        NpgsqlConnection connection, LandSource source, Geometry outline, int most, CancellationToken cancellationToken, string? role = null, string[]? texts = null) =>
        ReadAsync(
            connection, source,
            "f.area_code IS NULL AND f.geom && ST_SetSRID(ST_GeomFromWKB($6), 4490) AND ST_Intersects(ST_PointOnSurface(f.geom), ST_SetSRID(ST_GeomFromWKB($6), 4490)) AND ($7::text IS NULL OR f.properties ->> $7 = ANY ($8))",
            most, cancellationToken, (NpgsqlDbType.Bytea, new WKBWriter().Write(outline)), (NpgsqlDbType.Text, role is null ? null : source.Theme.Fields.GetValueOrDefault(role, "")),
            (NpgsqlDbType.Array | NpgsqlDbType.Text, texts ?? []));

    private static async Task<IReadOnlyList<LandRecord>> ReadAsync(
        NpgsqlConnection connection, LandSource source, string condition, int most, CancellationToken cancellationToken, params (NpgsqlDbType Type, object? Value)[] values)
    {
        await using var command = new NpgsqlCommand($"{Select} AND {condition} ORDER BY f.id LIMIT ${FixedParameters + values.Length + 1}", connection);
        command.Parameters.Add(NpgsqlDbType.Text, source.Layer);
        command.Parameters.Add(NpgsqlDbType.Integer, source.Edition);
        command.Parameters.Add(NpgsqlDbType.Boolean, source.IsWhole);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, source.Roots);
        command.Parameters.Add(NpgsqlDbType.Boolean, source.IsTop);
        foreach (var (type, value) in values)
        {
            command.Parameters.Add(type, value);
        }

        command.Parameters.Add(NpgsqlDbType.Integer, most);
        var reader = new WKBReader();
        return await command.ListAsync(
            row => new LandRecord(
                source.Theme.Theme, source.Layer, row.GetInt64(0), row.TextOrNull(1), row.TextOrNull(2), ValuesOf(source.Theme, row.GetString(3)), Valid(reader.Read(row.GetFieldValue<byte[]>(4)))),
            cancellationToken);
    }

    /// <summary>Overlays take valid polygons only; those that came by another way than import or editing may be none.</summary>
    private static Geometry Valid(Geometry geometry) => geometry.IsValid ? geometry : GeometryFixer.Fix(geometry);

    private static Dictionary<string, string> ValuesOf(LandTheme theme, string properties)
    {
        using var document = JsonDocument.Parse(properties);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (role, name) in theme.Fields)
        {
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                values[role] = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();
            }
        }

        return values;
    }
}
