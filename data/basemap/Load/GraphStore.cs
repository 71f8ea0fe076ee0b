using System.Globalization;
using System.Text.Json;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.BaseMap.Roads;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.BaseMap.Load;

/// <summary>The graphs that routes and traces run on; each is replaced as a whole.</summary>
internal sealed class GraphStore(NpgsqlDataSource command)
{
    private const double MpsPerKmh = 1000.0 / 3600;

    public async Task ReplaceRoadsAsync(IReadOnlyList<RoadNode> nodes, byte[] roads, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(roads);
        await using var connection = await command.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "DELETE FROM road_edge; DELETE FROM road_node", cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync("COPY road_node (id, lon, lat) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var node in nodes)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(node.Id, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync(node.Lon, NpgsqlDbType.Double, cancellationToken);
                await copy.WriteAsync(node.Lat, NpgsqlDbType.Double, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY road_edge (id, from_node, to_node, road_class, length_m, speed_mps, geom) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var edge in document.RootElement.GetProperty("features").EnumerateArray())
            {
                var properties = edge.GetProperty("properties");
                await StartEdgeAsync(copy, edge, properties, cancellationToken);
                await copy.WriteAsync(properties.GetProperty("class").GetString()!, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(LengthM(edge), NpgsqlDbType.Double, cancellationToken);
                await copy.WriteAsync(properties.GetProperty("speed_kmh").GetDouble() * MpsPerKmh, NpgsqlDbType.Double, cancellationToken);
                await copy.WriteAsync(Ewkb(edge), NpgsqlDbType.Bytea, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task ReplaceRiversAsync(byte[] rivers, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(rivers);
        await using var connection = await command.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "DELETE FROM river_reach", cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY river_reach (id, from_node, to_node, name_zh, name_en, length_m, geom) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var reach in document.RootElement.GetProperty("features").EnumerateArray())
            {
                var properties = reach.GetProperty("properties");
                await StartEdgeAsync(copy, reach, properties, cancellationToken);
                await WriteNameAsync(copy, properties.GetProperty("name_zh"), cancellationToken);
                await WriteNameAsync(copy, properties.GetProperty("name_en"), cancellationToken);
                await copy.WriteAsync(LengthM(reach), NpgsqlDbType.Double, cancellationToken);
                await copy.WriteAsync(Ewkb(reach), NpgsqlDbType.Bytea, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task StartEdgeAsync(NpgsqlBinaryImporter copy, JsonElement feature, JsonElement properties, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync(long.Parse(feature.GetProperty("id").GetString()!, CultureInfo.InvariantCulture), NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(properties.GetProperty("from_node").GetInt64(), NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(properties.GetProperty("to_node").GetInt64(), NpgsqlDbType.Bigint, cancellationToken);
    }

    private static Task WriteNameAsync(NpgsqlBinaryImporter copy, JsonElement name, CancellationToken cancellationToken) =>
        name.GetString() is { } text ? copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken) : copy.WriteNullAsync(cancellationToken);

    private static byte[] Ewkb(JsonElement feature) => new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(Shape(feature));

    private static double LengthM(JsonElement feature) => Earth.LengthM(Shape(feature).Coordinates);

    private static Geometry Shape(JsonElement feature) => GeoJsonReader.Geometry(feature.GetProperty("geometry"));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var statement = new NpgsqlCommand(sql, connection);
        await statement.ExecuteNonQueryAsync(cancellationToken);
    }
}
