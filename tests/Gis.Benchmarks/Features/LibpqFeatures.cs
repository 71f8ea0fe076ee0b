using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Benchmarks.Tiles;
using Gis.Server.Platform.Store;
using Gis.Testing;

namespace Gis.Benchmarks.Features;

/// <summary>Has pgbench, which is libpq and little else, read the rows of the same boxes with ST_AsGeoJSON: no order, no rights, no catalogue, no words around them.</summary>
internal sealed partial class LibpqFeatures(StoreFixture store, int connections)
{
    /// <summary>out: boxes a second</summary>
    public async Task<double> RunAsync(TimeSpan duration)
    {
        var folder = TestFolder.Create("pgbench");
        try
        {
            var script = Path.Combine(folder, "box.sql");
            await File.WriteAllTextAsync(script, Script);
            var settings = store.Settings;
            string[] arguments = ["-n", "-M", "prepared", "-c", Text(connections), "-j", "1", "-T", Text((int)duration.TotalSeconds), "-f", script, settings.Database];
            var start = new ProcessStartInfo("pgbench", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PGHOST"] = settings.Address.Host;
            start.Environment["PGPORT"] = Text(settings.Address.Port);
            start.Environment["PGUSER"] = StoreRole.Tiles;
            start.Environment["PGPASSWORD"] = settings.PasswordOf(StoreRole.Tiles);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? double.Parse(Rate().Match(await output).Groups[1].Value, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Script => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        \set n random(0, {FixedBox.Count - 1})
        \set w {ProvinceWorld.West} + (((:n * {FixedBox.ColumnStep}) % {FixedBox.Places}) + 0.5) * {ProvinceWorld.CellLon}
        \set s {ProvinceWorld.South} + (((:n * {FixedBox.RowStep}) % {FixedBox.Places}) + 0.5) * {ProvinceWorld.CellLat}
        \set e :w + {FixedBox.Cells * ProvinceWorld.CellLon}
        \set h :s + {FixedBox.Cells * ProvinceWorld.CellLat}
        SELECT id, code, name_zh, name_en, area_code, properties, ST_AsGeoJSON(geom, 7, 0) FROM layer_feature_parcels WHERE geom && ST_MakeEnvelope(:w::float8, :s::float8, :e::float8, :h::float8, 4490) LIMIT 100;
        """) + "\n";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^tps = ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
