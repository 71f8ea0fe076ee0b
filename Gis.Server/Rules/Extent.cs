using Npgsql;

namespace Gis.Server.Rules;

/// <summary>The box around the governed province, in degrees.</summary>
internal sealed record Extent(double West, double South, double East, double North)
{
    /// <summary>How far outside the drawn border a place may lie: the border is approximate.</summary>
    private const double MarginDegrees = 0.3;

    public bool Holds(double lon, double lat) =>
        lon >= West - MarginDegrees && lon <= East + MarginDegrees && lat >= South - MarginDegrees && lat <= North + MarginDegrees;

    /// <summary>From the map of the tree's own root, else of its counties; null while neither is loaded.</summary>
    public static async Task<Extent?> ReadAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)
            FROM (SELECT ST_Extent(f.geom)::geometry AS box
                  FROM layer l JOIN layer_feature f ON f.layer = l.id AND f.edition = l.edition
                  WHERE l.id IN ('provinces', 'counties')
                    AND (l.id = 'counties' OR f.code IN (SELECT code FROM area WHERE parent_code IS NULL AND valid_to IS NULL))
                  GROUP BY l.id
                  ORDER BY l.id = 'provinces' DESC LIMIT 1) found
            WHERE box IS NOT NULL
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Extent(reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3))
            : null;
    }
}
