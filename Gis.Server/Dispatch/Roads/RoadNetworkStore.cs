using Npgsql;

namespace Gis.Server.Dispatch.Roads;

/// <summary>Reads the road graph from the store.</summary>
internal sealed class RoadNetworkStore(NpgsqlDataSource store)
{
    public async Task<RoadNetwork> ReadAsync(CancellationToken cancellationToken)
    {
        var nodes = await ReadNodesAsync(cancellationToken);
        var edges = new List<RoadEdge>();
        await using var command = store.CreateCommand("""
            SELECT e.from_node, e.to_node, e.length_m, e.speed_mps, line.lons, line.lats
            FROM road_edge e
            CROSS JOIN LATERAL (SELECT array_agg(ST_X(p.geom) ORDER BY p.path) AS lons, array_agg(ST_Y(p.geom) ORDER BY p.path) AS lats
                                FROM ST_DumpPoints(e.geom) p) line
            ORDER BY e.id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var line = reader.GetFieldValue<double[]>(4).Zip(reader.GetFieldValue<double[]>(5), (lon, lat) => new LonLat(lon, lat));
            edges.Add(new RoadEdge(nodes[reader.GetInt64(0)], nodes[reader.GetInt64(1)], reader.GetDouble(2), reader.GetDouble(3), [.. line]));
        }

        return new RoadNetwork(nodes.Count, edges);
    }

    /// <summary>Changes whenever the graph may have: the edition of the roads' layer, and how many edges there are up to which id.</summary>
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT concat_ws('/', (SELECT edition FROM layer WHERE id = 'roads'), count(*), max(id)) FROM road_edge
            """);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<Dictionary<long, int>> ReadNodesAsync(CancellationToken cancellationToken)
    {
        var nodes = new Dictionary<long, int>();
        await using var command = store.CreateCommand("SELECT id FROM road_node ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            nodes.Add(reader.GetInt64(0), nodes.Count);
        }

        return nodes;
    }
}
