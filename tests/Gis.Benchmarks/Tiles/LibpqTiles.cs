using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Server.Platform.Store;
using Gis.Testing;
using Gis.Tiles.VectorTiles;

namespace Gis.Benchmarks.Tiles;

/// <summary>Has pgbench, which is libpq and little else, cut random tiles of the same ranges by ST_AsMVT, prepared and planned once.</summary>
internal sealed partial class LibpqTiles(StoreFixture store, int connections)
{
    /// <summary>The leanest way to the same tile: the layer's own table, no rights, no rank, no catalogue.</summary>
    private const string Statement =
        """
        SELECT ST_AsMVT(t, '{layer}', 4096, 'geom', 'fid')
        FROM (SELECT id AS fid, code, name_zh, name_en, area_code, properties, ST_AsMVTGeom(geom_3857, ST_TileEnvelope({z}, {x}, {y}), 4096, 64, true) AS geom
              FROM {table} WHERE geom_3857 && ST_TileEnvelope({z}, {x}, {y}, margin => 64.0 / 4096)) t
        WHERE geom IS NOT NULL
        """;

    /// <summary>The ids that it draws, from the rows that the tile server has for that zoom.</summary>
    public async Task<HashSet<long>> IdsAsync(FixedTile tile)
    {
        var isGeneralised = tile.Z <= TileSql.DeepestGeneralisedZoom && tile.Layer != "points";
        await using var command = store.Tiles.CreateCommand(
            $"""
            SELECT array_agg(id) FROM (
                SELECT id, ST_AsMVTGeom(geom_3857, ST_TileEnvelope($1, $2, $3), 4096, 64, true) AS geom
                FROM {(isGeneralised ? $"(SELECT id, geom_3857 FROM layer_generalised WHERE layer = '{tile.Layer}' AND edition = 1 AND zoom = $1) g" : $"layer_feature_{tile.Layer}")}
                WHERE geom_3857 && ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096)) t
            WHERE geom IS NOT NULL
            """);
        foreach (var value in (int[])[tile.Z, tile.X, tile.Y])
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync() is long[] ids ? [.. ids] : [];
    }

    /// <param name="duration">How long.</param>
    /// <param name="ranges">Taken at random, one that stands there twice twice as often.</param>
    /// <returns>Tiles a second.</returns>
    public async Task<double> RunAsync(TimeSpan duration, IReadOnlyList<TileRange> ranges)
    {
        var folder = TestFolder.Create("pgbench");
        try
        {
            var scripts = new List<string>();
            foreach (var (range, weight) in ranges.CountBy(range => range))
            {
                var script = await WriteScriptAsync(folder, range);
                scripts.AddRange(["-f", string.Create(CultureInfo.InvariantCulture, $"{script}@{weight}")]);
            }

            var seconds = ((int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var clients = connections.ToString(CultureInfo.InvariantCulture);
            var text = await RunPgBenchAsync(["-n", "-M", "prepared", "-c", clients, "-j", "1", "-T", seconds, .. scripts]);
            return double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> WriteScriptAsync(string folder, TileRange range)
    {
        var statement = Statement.ReplaceLineEndings(" ")
            .Replace("{layer}", range.Layer, StringComparison.Ordinal)
            .Replace("{table}", $"layer_feature_{range.Layer}", StringComparison.Ordinal)
            .Replace("{z}", ":z::int", StringComparison.Ordinal)
            .Replace("{x}", ":x::int", StringComparison.Ordinal)
            .Replace("{y}", ":y::int", StringComparison.Ordinal);
        var script = Path.Combine(folder, $"{range.Layer}-{range.Zoom}.sql");
        await File.WriteAllTextAsync(
            script,
            string.Create(
                CultureInfo.InvariantCulture,
                $"\\set z {range.Zoom}\n\\set x random({range.MinX}, {range.MaxX})\n\\set y random({range.MinY}, {range.MaxY})\n{statement};\n"));
        return script;
    }

    private async Task<string> RunPgBenchAsync(string[] arguments)
    {
        var settings = store.Settings;
        var start = new ProcessStartInfo("pgbench", [.. arguments, settings.Database]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGHOST"] = settings.Address.Host;
        start.Environment["PGPORT"] = settings.Address.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = StoreRole.Tiles;
        start.Environment["PGPASSWORD"] = settings.PasswordOf(StoreRole.Tiles);
        start.Environment["PGOPTIONS"] = "-c plan_cache_mode=force_generic_plan";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
    }

    [GeneratedRegex(@"^tps = ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
