using System.Text.Json;
using Npgsql;

namespace Gis.Demo.Terrain;

/// <summary>Reads the base map out of the store.</summary>
internal sealed class BaseMapReader(NpgsqlDataSource store)
{
    private const string CountySql = """
        SELECT a.code, p.code, a.name_zh, a.name_en, p.name_zh, p.name_en,
               coalesce(a.lon, ST_X(ST_PointOnSurface(f.geom))), coalesce(a.lat, ST_Y(ST_PointOnSurface(f.geom))), ST_AsGeoJSON(f.geom, 5)
        FROM area a
        JOIN area p ON p.code = a.parent_code AND p.valid_to IS NULL
        JOIN layer l ON l.id = 'counties'
        JOIN layer_feature f ON f.layer = l.id AND f.edition = l.edition AND f.code = a.code
        WHERE a.level = 'county' AND a.valid_to IS NULL
        ORDER BY a.code
        """;

    public async Task<BaseMap> ReadAsync(CancellationToken cancellationToken)
    {
        var counties = await ReadCountiesAsync(cancellationToken);
        if (counties.Count == 0)
        {
            throw new DemoException("The store holds no counties: the demo province stands on the base map, which './gis up' builds first.");
        }

        return new BaseMap(counties, await ReadRiversAsync(cancellationToken), await ReadRoadsAsync(cancellationToken));
    }

    public async Task<RiverNetwork> ReadRiversAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT id, name_zh, name_en, from_node, to_node, ST_AsGeoJSON(geom, 5) FROM river_reach ORDER BY id");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var reaches = new List<Reach>();
        while (await rows.ReadAsync(cancellationToken))
        {
            reaches.Add(new Reach(
                rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2),
                rows.GetInt64(3), rows.GetInt64(4), Line(rows.GetString(5))));
        }

        return new RiverNetwork(reaches);
    }

    public async Task<RoadNetwork> ReadRoadsAsync(CancellationToken cancellationToken)
    {
        var nodes = new Dictionary<long, LonLat>();
        await using (var command = store.CreateCommand("SELECT id, lon, lat FROM road_node"))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                nodes[rows.GetInt64(0)] = new LonLat(rows.GetDouble(1), rows.GetDouble(2));
            }
        }

        var roads = new List<Road>();
        await using (var command = store.CreateCommand(
            "SELECT from_node, to_node, length_m, speed_mps, ST_AsGeoJSON(geom, 5) FROM road_edge ORDER BY id"))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                roads.Add(new Road(rows.GetInt64(0), rows.GetInt64(1), rows.GetDouble(2), rows.GetDouble(3), Line(rows.GetString(4))));
            }
        }

        return new RoadNetwork(nodes, roads);
    }

    private async Task<List<County>> ReadCountiesAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(CountySql);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var counties = new List<County>();
        while (await rows.ReadAsync(cancellationToken))
        {
            counties.Add(new County(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5),
                new LonLat(rows.GetDouble(6), rows.GetDouble(7)), Rings(rows.GetString(8))));
        }

        return counties;
    }

    private static LonLat[] Line(string geoJson)
    {
        using var document = JsonDocument.Parse(geoJson);
        return Points(document.RootElement.GetProperty("coordinates"));
    }

    private static List<LonLat[]> Rings(string geoJson)
    {
        using var document = JsonDocument.Parse(geoJson);
        var coordinates = document.RootElement.GetProperty("coordinates");
        var polygons = document.RootElement.GetProperty("type").GetString() == "Polygon" ? [coordinates] : coordinates.EnumerateArray().ToList();
        return [.. polygons.Select(polygon => Points(polygon[0]))];
    }

    private static LonLat[] Points(JsonElement line) => [.. line.EnumerateArray().Select(point => new LonLat(point[0].GetDouble(), point[1].GetDouble()))];
}
