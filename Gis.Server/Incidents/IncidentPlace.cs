using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Incidents;

/// <summary>In which area an incident lies when nobody says: the county drawn around the point, else the area of the nearest thing.</summary>
internal sealed class IncidentPlace(NpgsqlDataSource store)
{
    public async Task<string?> AreaAtAsync(double lon, double lat, CancellationToken cancellationToken) =>
        await AskAsync("""
            SELECT a.code
            FROM layer l
            JOIN layer_feature f ON f.layer = l.id AND f.edition = l.edition
            JOIN area a ON a.code = f.code AND a.valid_to IS NULL
            WHERE l.id = 'counties' AND ST_Covers(f.geom, ST_SetSRID(ST_MakePoint($1, $2), 4490))
            LIMIT 1
            """, lon, lat, cancellationToken)
        ?? await AskAsync(NearestThing("area_code"), lon, lat, cancellationToken);

    /// <summary>An incident among demo things is a demo one: its messages must never look real.</summary>
    public async Task<string> OriginAtAsync(double lon, double lat, CancellationToken cancellationToken) =>
        await AskAsync(NearestThing("origin"), lon, lat, cancellationToken) ?? "real";

    private static string NearestThing(string column) => $"""
        SELECT {column} FROM thing WHERE retired_at IS NULL ORDER BY geom <-> ST_SetSRID(ST_MakePoint($1, $2), 4490) LIMIT 1
        """;

    private async Task<string?> AskAsync(string sql, double lon, double lat, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Double, Value = lon });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Double, Value = lat });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
