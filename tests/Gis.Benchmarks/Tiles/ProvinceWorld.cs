using Gis.Server.Platform.Store;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NpgsqlTypes;

namespace Gis.Benchmarks.Tiles;

/// <summary>
/// A province of a million parcels without gaps (5 to 200 corners, borders shared, some with a hole), 200,000 roads and 50,000 points: seeded, so that
/// every run has the same.
/// </summary>
internal sealed class ProvinceWorld(StoreFixture store)
{
    public const int Parcels = 1_000_000;
    public const int Roads = 200_000;
    public const int Points = 50_000;

    private const int Columns = 1_000;
    public const double West = 113.5;
    public const double South = 36.1;
    private const double Width = 6.3;
    private const double Height = 6.5;
    public const double CellLon = Width / Columns;
    public const double CellLat = Height / (Parcels / Columns);
    private const int MostBetween = 48;

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);

    private readonly WKBWriter _writer = new(ByteOrder.LittleEndian, handleSRID: true);

    /// <summary>Where tiles of a zoom lie wholly inside the province.</summary>
    public static TileRange RangeOf(string layer, int zoom)
    {
        var n = 1 << zoom;
        int Column(double lon) => (int)((lon + 180) / 360 * n);
        int Row(double lat) => (int)((1 - (Math.Asinh(Math.Tan(double.DegreesToRadians(lat))) / Math.PI)) / 2 * n);
        var inset = zoom > 9 ? 1 : 0;
        return new TileRange(layer, zoom, Column(West) + inset, Column(West + Width) - inset, Row(South + Height) + inset, Row(South) - inset);
    }

    public async Task FillAsync()
    {
        await store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published) VALUES
                ('parcels', '地块', 'Parcels', 'stored', 'polygon', 'none', 'none', 'bench', 'bench', true),
                ('roads', '道路', 'Roads', 'stored', 'line', 'none', 'none', 'bench', 'bench', true),
                ('points', '点', 'Points', 'stored', 'point', 'none', 'none', 'bench', 'bench', true)
            """);
        await LoadAsync("parcels", Enumerable.Range(0, Parcels).Select(n => Parcel(n % Columns, n / Columns)));
        var random = new Random(1);
        await LoadAsync("roads", Enumerable.Range(0, Roads).Select(_ => Road(random)));
        await LoadAsync("points", Enumerable.Range(0, Points).Select(_ => (Geometry)Factory.CreatePoint(Place(random))));
    }

    /// <summary>The parcels alone, as they lie, for who looks at features and no tiles.</summary>
    public async Task FillParcelsAsync()
    {
        await store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published) VALUES
                ('parcels', '地块', 'Parcels', 'stored', 'polygon', 'none', 'none', 'bench', 'bench', true)
            """);
        await LoadAsync("parcels", Enumerable.Range(0, Parcels).Select(n => Parcel(n % Columns, n / Columns)), withPyramid: false);
    }

    /// <summary>Indexes are made behind the rows, which is several times as fast.</summary>
    private async Task LoadAsync(string layer, IEnumerable<Geometry> shapes, bool withPyramid = true)
    {
        var table = $"layer_feature_{layer}";
        await store.ExecuteAsync($"ALTER TABLE layer_feature DETACH PARTITION {table}");
        var indexes = await store.ScalarAsync<string[]>("SELECT array_agg(indexdef) FROM pg_indexes WHERE tablename = $1 AND indexdef LIKE '%gist%'", table);
        await store.ExecuteAsync($"DO $$ DECLARE i text; BEGIN FOR i IN SELECT indexname FROM pg_indexes WHERE tablename = '{table}' AND indexdef LIKE '%gist%' LOOP EXECUTE 'DROP INDEX ' || i; END LOOP; END $$");
        var count = await CopyAsync(layer, table, shapes);
        foreach (var index in indexes!)
        {
            await store.ExecuteAsync(index);
        }

        await store.ExecuteAsync($"ALTER TABLE layer_feature ATTACH PARTITION {table} FOR VALUES IN ('{layer}')");

        // The other runner reads the table itself.
        await store.ExecuteAsync($"GRANT SELECT ON {table} TO {StoreRole.Tiles}");
        await store.ExecuteAsync(
            """
            INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat) VALUES ($1, 1, 'bench', 'bench', $2, 113.5, 36.1, 119.8, 42.6)
            """,
            layer,
            count);
        if (withPyramid)
        {
            await using var command = store.Owner.CreateCommand("SELECT generalise_layer($1, 1)");
            command.CommandTimeout = 300;
            command.Parameters.Add(new() { Value = layer });
            await command.ExecuteScalarAsync();
        }

        await store.ExecuteAsync("UPDATE layer SET edition = 1 WHERE id = $1", layer);
        await store.ExecuteAsync($"VACUUM ANALYZE {table}");
        await store.ExecuteAsync("ANALYZE layer_generalised");
    }

    private async Task<long> CopyAsync(string layer, string table, IEnumerable<Geometry> shapes)
    {
        await using var connection = await store.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table} (layer, edition, id, code, name_zh, name_en, area_code, properties, geom) FROM STDIN (FORMAT BINARY)");
        var id = 0L;
        foreach (var shape in shapes)
        {
            id++;
            copy.StartRow();
            copy.Write(layer, NpgsqlDbType.Text);
            copy.Write(1, NpgsqlDbType.Integer);
            copy.Write(id, NpgsqlDbType.Bigint);
            copy.Write($"P{id}", NpgsqlDbType.Text);
            copy.Write($"地块{id % 5_000}", NpgsqlDbType.Text);
            copy.Write($"Parcel {id % 5_000}", NpgsqlDbType.Text);
            copy.Write("130102", NpgsqlDbType.Text);
            copy.Write($$"""{"class": "{{(id % 3) switch { 0 => "arable", 1 => "orchard", _ => "built" }}}"}""", NpgsqlDbType.Jsonb);
            copy.Write(_writer.Write(shape), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
        return id;
    }

    private static Polygon Parcel(int column, int row)
    {
        var ring = new List<Coordinate>();
        Side(ring, (column, row), (column + 1, row), isForward: true);
        Side(ring, (column + 1, row), (column + 1, row + 1), isForward: true);
        Side(ring, (column, row + 1), (column + 1, row + 1), isForward: false);
        Side(ring, (column, row), (column, row + 1), isForward: false);
        ring.Add(ring[0].Copy());
        return Factory.CreatePolygon(Factory.CreateLinearRing([.. ring]), Hash(column, row, 9) < 0.05 ? [Pond(column, row)] : []);
    }

    /// <summary>A border between two corners: the same points whichever parcel walks it, at one in twenty many, else a few.</summary>
    private static void Side(List<Coordinate> ring, (int Column, int Row) from, (int Column, int Row) to, bool isForward)
    {
        var isFlat = from.Row == to.Row;
        var kind = isFlat ? 1 : 2;
        var between = Hash(from.Column, from.Row, kind) < 0.05 ? MostBetween : (int)(Hash(from.Column, from.Row, kind + 4) * 6);
        var (a, b) = (Corner(from), Corner(to));
        for (var step = isForward ? 0 : between + 1; isForward ? step <= between : step > 0; step += isForward ? 1 : -1)
        {
            var part = step / (between + 1.0);
            var off = step == 0 || step == between + 1 ? 0 : (Hash(from.Column, from.Row, (kind * 100) + step) - 0.5) * 0.1;
            ring.Add(new Coordinate(a.X + ((b.X - a.X) * part) + (isFlat ? 0 : off * CellLon), a.Y + ((b.Y - a.Y) * part) + (isFlat ? off * CellLat : 0)));
        }
    }

    private static Coordinate Corner((int Column, int Row) node) => new(
        West + ((node.Column + ((Hash(node.Column, node.Row, 7) - 0.5) * 0.3)) * CellLon),
        South + ((node.Row + ((Hash(node.Column, node.Row, 8) - 0.5) * 0.3)) * CellLat));

    private static LinearRing Pond(int column, int row)
    {
        var (x, y) = (West + ((column + 0.5) * CellLon), South + ((row + 0.5) * CellLat));
        var points = Enumerable.Range(0, 8).Select(n => new Coordinate(x + (0.1 * CellLon * Math.Cos(n * Math.PI / 4)), y + (0.1 * CellLat * Math.Sin(n * Math.PI / 4)))).ToList();
        return Factory.CreateLinearRing([.. points, points[0].Copy()]);
    }

    private static LineString Road(Random random)
    {
        var at = Place(random);
        var heading = random.NextDouble() * 2 * Math.PI;
        var points = new List<Coordinate> { at };
        for (var n = random.Next(1, 40); n > 0; n--)
        {
            heading += (random.NextDouble() - 0.5) * 0.6;
            at = new Coordinate(at.X + (0.0015 * Math.Cos(heading)), at.Y + (0.0012 * Math.Sin(heading)));
            points.Add(at);
        }

        return Factory.CreateLineString([.. points]);
    }

    private static Coordinate Place(Random random) => new(West + (Width * random.NextDouble()), South + (Height * random.NextDouble()));

    /// <summary>Between 0 and 1, by the place in the grid (SplitMix64).</summary>
    private static double Hash(int column, int row, int salt)
    {
        var z = (((ulong)(uint)column << 40) ^ ((ulong)(uint)row << 20) ^ (uint)salt) + 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
    }
}
