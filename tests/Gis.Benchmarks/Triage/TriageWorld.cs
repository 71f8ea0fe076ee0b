using System.Text.Json;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NpgsqlTypes;

namespace Gis.Benchmarks.Triage;

/// <summary>
/// The one map around ten thousand patches: a million parcels without gaps, each with its class, basic farmland around every place, and all other themes. A block
/// is ten by ten parcels of about 200 m with one patch near its middle.
/// </summary>
internal sealed class TriageWorld(StoreFixture store)
{
    public const int Blocks = 100;
    public const int Sites = Blocks * Blocks;
    private const int CellsOfBlock = 10;
    private const int Cells = Blocks * CellsOfBlock;
    private const double West = 114.0;
    private const double South = 36.6;
    private const double CellM = 200;
    private const double MetresLat = 111_000;

    /// <summary>So far from a block's middle the ground is the site's own.</summary>
    private const double ZoneM = 320;
    private const string Area = "130102";

    private static readonly string[] Classes = ["0101", "0102", "0103", "0103", "0201", "0301", "0702", "1003", "1104", "0601"];
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);
    private static readonly double MetresLon = 111_320 * Math.Cos((South + 0.9) * Math.PI / 180);

    private readonly WKBWriter _writer = new(ByteOrder.LittleEndian, handleSRID: true);

    public IReadOnlyList<TriageSite> Made { get; private set; } = [];

    public async Task FillAsync(int seed)
    {
        var maker = new SiteMaker(new Random(seed));
        Made = [.. Enumerable.Range(0, Sites).Select(maker.Make)];
        await LoadAsync("parcels", Enumerable.Range(0, Cells * Cells).Select(Parcel));
        var themes = await ThemesAsync();
        foreach (var (theme, layer) in themes.Where(one => one.Key != "land_use"))
        {
            var features = Made.SelectMany((site, n) => site.Features.Where(one => one.Theme == theme).Select(one => (OnMap(n, one.Shape), one.Properties)));
            await LoadAsync(layer, features.Concat(Enumerable.Range(0, Sites).Select(n => Around(theme, n))));
        }

        await FillPatchesAsync();
    }

    private async Task<Dictionary<string, string>> ThemesAsync()
    {
        var themes = new Dictionary<string, string>();
        await using var command = store.Owner.CreateCommand("SELECT theme, layer FROM land_theme");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            themes[row.GetString(0)] = row.GetString(1);
        }

        return themes;
    }

    private async Task FillPatchesAsync()
    {
        await store.ExecuteAsync("INSERT INTO account (name, display_name) VALUES ('bench', 'bench')");
        await store.ExecuteAsync(
            "INSERT INTO patch_batch (area_code, code, kind, origin, due, received_at, account_id, file_name, file_hash) SELECT $1, 'bench', 'issued', 'demo', '2026-12-31', now(), id, 'bench', '' FROM account WHERE name = 'bench'", Area);
        await using var connection = await store.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("COPY patch (batch_id, area_code, number, kind, area_m2, before_on, after_on, origin, outline) FROM STDIN (FORMAT BINARY)");
        var batch = await store.ScalarAsync<long>("SELECT id FROM patch_batch WHERE code = 'bench'");
        for (var n = 0; n < Sites; n++)
        {
            var site = Made[n];
            var seen = OnMap(n, site.Seen);
            copy.StartRow();
            copy.Write(batch, NpgsqlDbType.Bigint);
            copy.Write(Area, NpgsqlDbType.Text);
            copy.Write($"{n:D6}", NpgsqlDbType.Text);
            copy.Write(site.Kind, NpgsqlDbType.Text);
            copy.Write(site.Seen.Area, NpgsqlDbType.Double);
            copy.Write(site.BeforeOn, NpgsqlDbType.Date);
            copy.Write(site.AfterOn, NpgsqlDbType.Date);
            copy.Write("demo", NpgsqlDbType.Text);
            copy.Write(_writer.Write(seen is MultiPolygon many ? many : Factory.CreateMultiPolygon([(Polygon)seen])), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
    }

    private async Task LoadAsync(string layer, IEnumerable<(Geometry Shape, Dictionary<string, object?> Properties)> features)
    {
        await store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published) VALUES ($1, $1, $1, 'stored', 'polygon', 'none', 'none', 'bench', 'bench', true)
            ON CONFLICT (id) DO NOTHING
            """,
            layer);
        var count = 0L;
        await using (var connection = await store.Owner.OpenConnectionAsync())
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY layer_feature_{layer} (layer, edition, id, area_code, properties, geom) FROM STDIN (FORMAT BINARY)"))
        {
            copy.Timeout = TimeSpan.FromMinutes(20);
            foreach (var (shape, properties) in features)
            {
                copy.StartRow();
                copy.Write(layer, NpgsqlDbType.Text);
                copy.Write(1, NpgsqlDbType.Integer);
                copy.Write(++count, NpgsqlDbType.Bigint);
                copy.Write(Area, NpgsqlDbType.Text);
                copy.Write(JsonSerializer.Serialize(properties), NpgsqlDbType.Jsonb);
                copy.Write(_writer.Write(shape), NpgsqlDbType.Bytea);
            }

            await copy.CompleteAsync();
        }

        await store.ExecuteAsync(
            "INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat) VALUES ($1, 1, 'bench', 'bench', $2, 114, 36.6, 117, 39)", layer, count);
        await store.ExecuteAsync("UPDATE layer SET edition = 1 WHERE id = $1", layer);
        await store.ExecuteAsync($"ANALYZE layer_feature_{layer}");
    }

    private (Geometry Shape, Dictionary<string, object?> Properties) Parcel(int n)
    {
        var (column, row) = (n % Cells, n / Cells);
        var ring = new List<Coordinate>();
        Side(ring, (column, row), (column + 1, row), isForward: true);
        Side(ring, (column + 1, row), (column + 1, row + 1), isForward: true);
        Side(ring, (column, row + 1), (column + 1, row + 1), isForward: false);
        Side(ring, (column, row), (column, row + 1), isForward: false);
        ring.Add(ring[0].Copy());
        return (Factory.CreatePolygon([.. ring]), new() { ["TBBH"] = $"{n}", ["DLBM"] = ClassOf(column, row) });
    }

    private string ClassOf(int column, int row)
    {
        var site = Made[(row / CellsOfBlock * Blocks) + (column / CellsOfBlock)];
        var (x, y) = (column % CellsOfBlock, row % CellsOfBlock);
        return x is 4 or 5 && y is 4 or 5 ? x == 4 ? site.Classes.West : site.Classes.East : Classes[(int)(Hash(column, row, 3) * Classes.Length)];
    }

    /// <summary>What every block has of every theme, away from its site: basic farmland all around it, other documents elsewhere.</summary>
    private static (Geometry Shape, Dictionary<string, object?> Properties) Around(string theme, int n)
    {
        const double half = CellM * CellsOfBlock / 2;
        var shape = theme switch
        {
            "basic_farmland" => SiteShapes.Box(-half, -half, half, half).Difference(SiteShapes.Box(-ZoneM, -ZoneM, ZoneM, ZoneM)),
            "planning_zone" or "growth_border" or "geology" or "forest_right" => SiteShapes.Box(-half, -half, half, half),
            _ => SiteShapes.Box(-half + 50, -half + 50, -half + 250, -half + 300),
        };
        return (OnMap(n, shape), new()
        {
            ["number"] = $"{theme} {n}",
            ["building_allowed"] = true,
            ["approved_on"] = "2025-06-01",
            ["filed_on"] = "2025-06-01",
            ["contract_on"] = "2025-06-01",
            ["valid_from"] = "2025-06-01",
            ["valid_to"] = "2027-05-31",
            ["found_on"] = "2020-06-01",
            ["use"] = theme is "facility" ? "1202" : "0601",
        });
    }

    /// <summary>A border between two corners: the same points whichever parcel walks it.</summary>
    private static void Side(List<Coordinate> ring, (int Column, int Row) from, (int Column, int Row) to, bool isForward)
    {
        var isFlat = from.Row == to.Row;
        var between = (int)(Hash(from.Column, from.Row, isFlat ? 4 : 5) * 8);
        var (a, b) = (Corner(from), Corner(to));
        for (var step = isForward ? 0 : between + 1; isForward ? step <= between : step > 0; step += isForward ? 1 : -1)
        {
            var part = step / (between + 1.0);
            var off = step == 0 || step == between + 1 ? 0 : (Hash(from.Column, from.Row, (isFlat ? 100 : 200) + step) - 0.5) * 10;
            ring.Add(new Coordinate(a.X + ((b.X - a.X) * part) + (isFlat ? 0 : off / MetresLon), a.Y + ((b.Y - a.Y) * part) + (isFlat ? off / MetresLat : 0)));
        }
    }

    private static Coordinate Corner((int Column, int Row) node) => new(
        West + ((node.Column + Tremble(node, 7)) * CellM / MetresLon),
        South + ((node.Row + Tremble(node, 8)) * CellM / MetresLat));

    /// <summary>The middle of a block stays: what is west and east of it is the site's own doing.</summary>
    private static double Tremble((int Column, int Row) node, int salt) =>
        node.Column % CellsOfBlock == 5 && node.Row % CellsOfBlock is 4 or 5 or 6 ? 0 : (Hash(node.Column, node.Row, salt) - 0.5) * 0.2;

    private static Geometry OnMap(int n, Geometry metres)
    {
        var (x, y) = ((n % Blocks * CellsOfBlock) + 5, (n / Blocks * CellsOfBlock) + 5);
        var (lon, lat) = (West + (x * CellM / MetresLon), South + (y * CellM / MetresLat));
        var there = metres.Copy();
        there.Apply(new ToDegrees(lon, lat));
        there.GeometryChanged();
        return Factory.CreateGeometry(there);
    }

    /// <summary>Between 0 and 1, by the place in the grid (SplitMix64).</summary>
    private static double Hash(int column, int row, int salt)
    {
        var z = (((ulong)(uint)column << 40) ^ ((ulong)(uint)row << 20) ^ (uint)salt) + 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
    }

    private sealed class ToDegrees(double lon, double lat) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            seq.SetX(i, lon + (seq.GetX(i) / (111_320 * Math.Cos(lat * Math.PI / 180))));
            seq.SetY(i, lat + (seq.GetY(i) / MetresLat));
        }
    }
}
