using Gis.Server.Land;
using Gis.Server.ReadModel;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.OneMap.Forest;

/// <summary>Reads surveys of the forest: a layer may hold several years in one edition, or each survey is an edition of its own.</summary>
internal static class ForestReader
{
    /// <summary>The surveys of editions that are kept up to the shown one: year → the newest edition that has it.</summary>
    public static async Task<IReadOnlyDictionary<int, int>> YearsAsync(NpgsqlConnection connection, LandSource forest, string field, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT properties ->> $3, max(edition) FROM layer_feature WHERE layer = $1 AND edition <= $2 AND properties ->> $3 ~ '^(19|20)[0-9][0-9]$' GROUP BY 1", connection);
        command.Parameters.Add(NpgsqlDbType.Text, forest.Layer);
        command.Parameters.Add(NpgsqlDbType.Integer, forest.Edition);
        command.Parameters.Add(NpgsqlDbType.Text, field);
        var found = await command.ListAsync(row => (Year: int.Parse(row.GetString(0), System.Globalization.CultureInfo.InvariantCulture), Edition: row.GetInt32(1)), cancellationToken);
        return found.ToDictionary(one => one.Year, one => one.Edition);
    }

    /// <summary>The stands of a survey in an area and all below it.</summary>
    public static Task<IReadOnlyList<LandRecord>> StandsAsync(NpgsqlConnection connection, LandSource forest, int edition, int year, string area, int most, CancellationToken cancellationToken) =>
        LandStore.InAreaAsync(
            connection, forest with { Edition = edition }, area, most, cancellationToken, "survey_year", [year.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    /// <summary>Change patches of some areas on each of the places, a few of each.</summary>
    public static async Task<ILookup<int, ForestLossPatch>> PatchesAsync(NpgsqlConnection connection, IReadOnlyList<Geometry> places, string[] roots, CancellationToken cancellationToken)
    {
        var writer = new WKBWriter();
        await using var command = new NpgsqlCommand(
            """
            SELECT u.i::int - 1, p.id, p.number
            FROM unnest($1) WITH ORDINALITY u (place, i)
            CROSS JOIN LATERAL (
                SELECT p.id, p.number FROM patch p
                WHERE p.outline && ST_SetSRID(ST_GeomFromWKB(u.place), 4490) AND ST_Intersects(p.outline, ST_SetSRID(ST_GeomFromWKB(u.place), 4490)) AND area_within(p.area_code, $2)
                ORDER BY p.id DESC LIMIT 5) p
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bytea, places.Select(writer.Write).ToArray());
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        var found = await command.ListAsync(row => (At: row.GetInt32(0), Patch: new ForestLossPatch(row.GetInt64(1), row.GetString(2))), cancellationToken);
        return found.ToLookup(one => one.At, one => one.Patch);
    }
}
