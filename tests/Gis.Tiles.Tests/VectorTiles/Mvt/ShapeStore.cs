using Gis.Testing;
using Gis.Tiles.Layers;
using Gis.Tiles.VectorTiles;
using Gis.Tiles.VectorTiles.Mvt;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

/// <summary>Shapes in a table of a real PostGIS, cut into tiles by it and by us.</summary>
public sealed class ShapeStore : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>The shapes as the layers of the product are, for the statement by which it reads tiles in degrees.</summary>
    private const string Layer =
        """
        SELECT id, NULL::text AS code, NULL::text AS name_zh, NULL::text AS name_en, NULL::text AS area_code, NULL::jsonb AS properties,
               ST_Transform(geom_3857, 4490) AS geom, geom_3857, 0::smallint AS rank
        FROM {table} WHERE $1::text = '' AND $2::int = 0 AND $3::text[] = '{}' AND $4::boolean
        """;

    private readonly StoreFixture _store = new();

    public Task InitializeAsync() => _store.InitializeAsync();

    public Task DisposeAsync() => _store.DisposeAsync();

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    internal async Task FillAsync(string table, IEnumerable<Geometry> shapes)
    {
        await _store.ExecuteAsync($"CREATE TABLE {table} (id bigint PRIMARY KEY, geom_3857 geometry(Geometry, 3857) NOT NULL)");
        await using var connection = await _store.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} FROM STDIN (FORMAT BINARY)");
        var writer = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true);
        var id = 0L;
        foreach (var shape in shapes)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(++id, NpgsqlDbType.Bigint);
            await copy.WriteAsync(writer.Write(shape), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
    }

    internal async Task<List<MvtFeature>> ByPostGisAsync(string table, TileAddress tile)
    {
        await using var command = Ask(
            $"""
            SELECT ST_AsMVT(t, 'shapes', 4096, 'geom', 'id')
            FROM (SELECT id, ST_AsMVTGeom({Geometry(tile)}, {Box(tile)}, 4096, 64, true) AS geom FROM {table} WHERE {Reach(tile)}) t WHERE geom IS NOT NULL
            """,
            tile);
        return MvtDecoder.Read((byte[])(await command.ExecuteScalarAsync())!);
    }

    internal async Task<EncodedTile> ByUsAsync(string table, TileAddress tile)
    {
        await using var command = tile.IsGeographic
            ? AskAsProduct(table, tile)
            : Ask($"SELECT geom_3857, id, 0::smallint, NULL::text, NULL::text, NULL::text, NULL::text, NULL::jsonb FROM {table} WHERE {Reach(tile)}", tile);
        await using var row = await command.ExecuteReaderAsync();
        var encoder = new TileEncoder();
        var rows = new FeatureRowReader();
        encoder.Begin("shapes", tile, FeatureRowReader.Attributes);
        while (await row.ReadAsync())
        {
            rows.Read(row, encoder);
        }

        return encoder.Finish();
    }

    /// <summary>The shape itself, clipped a little beyond the buffered tile, on the grid but not snapped to it.</summary>
    internal async Task<Dictionary<long, Geometry>> ExactAsync(string table, TileAddress tile)
    {
        await using var command = Ask(
            $"""
            SELECT id, ST_AsBinary(ST_Affine(ST_Intersection({Geometry(tile)}, {Box(tile, 70)}),
                units, 0, 0, -units, -ST_XMin(tile) * units, ST_YMax(tile) * units))
            FROM {table}, CAST({Box(tile)} AS geometry) tile, LATERAL (SELECT 4096 / (ST_XMax(tile) - ST_XMin(tile)) AS units) u
            WHERE {Reach(tile)}
            """,
            tile);
        await using var row = await command.ExecuteReaderAsync();
        var exact = new Dictionary<long, Geometry>();
        while (await row.ReadAsync())
        {
            exact.Add(row.GetInt64(0), new WKBReader().Read(row.GetFieldValue<byte[]>(1)));
        }

        return exact;
    }

    private static string Geometry(TileAddress tile) => tile.IsGeographic ? "ST_Transform(geom_3857, 4490)" : "geom_3857";

    private static string Reach(TileAddress tile) => $"{Geometry(tile)} && {Box(tile, 64)}";

    /// <summary>The tile and so many of its 4,096 units around it.</summary>
    private static string Box(TileAddress tile, int margin = 0) => tile.IsGeographic
        ? $"ST_MakeEnvelope(-180 + ($2 - {margin}.0 / 4096) * 180 / 2 ^ $1, 90 - ($3 + 1 + {margin}.0 / 4096) * 180 / 2 ^ $1, "
            + $"-180 + ($2 + 1 + {margin}.0 / 4096) * 180 / 2 ^ $1, 90 - ($3 - {margin}.0 / 4096) * 180 / 2 ^ $1, 4490)"
        : $"ST_TileEnvelope($1, $2, $3, margin => {margin}.0 / 4096)";

    private NpgsqlCommand AskAsProduct(string table, TileAddress tile)
    {
        var source = new FeatureSource(Layer.Replace("{table}", table, StringComparison.Ordinal));
        var command = _store.Owner.CreateCommand(source.Into(EmbeddedText.Read("VectorTiles.tile-geographic.sql"), scoped: false));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "" });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = 0 });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [] });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = true });
        foreach (var value in (int[])[tile.WebZoom, tile.X, tile.Y])
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        }

        return command;
    }

    private NpgsqlCommand Ask(string sql, TileAddress tile)
    {
        var command = _store.Owner.CreateCommand(sql);
        foreach (var value in (int[])[tile.Z, tile.X, tile.Y])
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        }

        return command;
    }
}
