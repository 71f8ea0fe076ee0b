using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Server.Platform.Store;
using Gis.Testing;
using Gis.Tiles.Layers;
using Gis.Tiles.VectorTiles;

namespace Gis.Benchmarks.Tiles;

/// <summary>Has pgbench, which is libpq and little else, cut the same random tiles by the very statement of the tile server, prepared.</summary>
internal sealed partial class LibpqTiles(StoreFixture store, int connections)
{
    private static readonly string Statement = FeatureSource.Stored.Into(TileSql.Template, scoped: false);

    public async Task<byte[]> GetAsync(int zoom, int x, int y)
    {
        await using var command = store.Tiles.CreateCommand(Statement);
        foreach (var value in (object[])[ParcelWorld.Layer, 1, Array.Empty<string>(), true, zoom, x, y])
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (byte[])(await command.ExecuteScalarAsync())!;
    }

    /// <summary>out: tiles a second</summary>
    public async Task<double> RunAsync(TimeSpan duration)
    {
        var folder = TestFolder.Create("pgbench");
        try
        {
            var scripts = new List<string>();
            foreach (var range in ParcelWorld.Ranges)
            {
                scripts.AddRange(["-f", await WriteScriptAsync(folder, range)]);
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
        var statement = Comment().Replace(Statement, "").ReplaceLineEndings(" ")
            .Replace("$1", $"'{ParcelWorld.Layer}'", StringComparison.Ordinal)
            .Replace("$2", "1", StringComparison.Ordinal)
            .Replace("$5", ":z::int", StringComparison.Ordinal)
            .Replace("$6", ":x::int", StringComparison.Ordinal)
            .Replace("$7", ":y::int", StringComparison.Ordinal);
        var script = Path.Combine(folder, $"zoom-{range.Zoom}.sql");
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
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
    }

    [GeneratedRegex("--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^tps = ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
