using System.Diagnostics;
using Gis.Testing;

namespace Gis.Server.Tests.Changes;

/// <summary>A folder with two small images whose changes are known: fields of a few kinds of land, the later one under another light, with noise, and with what was planted.</summary>
internal sealed class MadePair : IDisposable
{
    public const int Side = 120;
    public const int Bands = 4;
    private const int FieldSide = 15;

    public string Folder { get; } = TestFolder.Create("changes");

    public string Before => Path.Combine(Folder, "before.tif");

    public string After => Path.Combine(Folder, "after.tif");

    public string Out => Path.Combine(Folder, "out.gpkg");

    /// <summary>A new pond and a new yard, in columns and rows: left, top, right, bottom.</summary>
    public static IReadOnlyList<(int Left, int Top, int Right, int Bottom)> Planted { get; } = [(20, 30, 32, 40), (70, 80, 90, 86)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static bool IsPlanted(int column, int row) =>
        Planted.Any(box => column >= box.Left && column < box.Right && row >= box.Top && row < box.Bottom);

    /// <summary>Writes both images in EPSG:32651, 10 m a pixel.</summary>
    public async Task MakeAsync(bool planted = true, double gain = 0.8, double offset = 12)
    {
        var random = new Random(20260323);
        await WriteAsync(Before, (column, row, band) => Land(column, row, band) + (4 * random.NextDouble()));
        await WriteAsync(After, (column, row, band) =>
            (gain * (planted && IsPlanted(column, row) ? Planted[0].Left <= column && column < Planted[0].Right ? 20 + (5 * band) : 210 - (10 * band) : Land(column, row, band) + (4 * random.NextDouble()))) + offset);
    }

    /// <summary>Writes an image by a rule; values are cut to bytes.</summary>
    public Task WriteAsync(string path, Func<int, int, int, double> rule, int side = Side, int bands = Bands, params string[] options)
    {
        var bytes = new byte[side * side * bands];
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                for (var band = 0; band < bands; band++)
                {
                    bytes[(((band * side) + row) * side) + column] = (byte)Math.Clamp(Math.Round(rule(column, row, band)), 0, 255);
                }
            }
        }

        return WriteAsync(path, bytes, "1", side, bands, options);
    }

    /// <summary>Writes an image of plain numbers, band by band; the type is ENVI's: 1 byte, 4 float, 12 unsigned of 16 bits.</summary>
    public async Task WriteAsync(string path, byte[] bytes, string type, int side, int bands, params string[] options)
    {
        var raw = Path.Combine(Folder, $"{Guid.NewGuid():N}.raw");
        await File.WriteAllBytesAsync(raw, bytes);
        await File.WriteAllTextAsync(
            Path.ChangeExtension(raw, ".hdr"), $"ENVI\nsamples = {side}\nlines = {side}\nbands = {bands}\nheader offset = 0\nfile type = ENVI Standard\ndata type = {type}\ninterleave = bsq\nbyte order = 0\n");
        await GdalAsync(
            "gdal_translate", ["-q", "-of", "GTiff", "-a_srs", "EPSG:32651", "-a_ullr", "300000", "3600000", $"{300000 + (10 * side)}", $"{3600000 - (10 * side)}", .. options, raw, path]);
    }

    public static async Task<string> GdalAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program}: {errors}");
    }

    // Five kinds of land, each with a spectrum of its own.
    private static double Land(int column, int row, int band)
    {
        var kind = (((column / FieldSide) * 7) + ((row / FieldSide) * 3) + ((column / FieldSide) * (row / FieldSide))) % 5;
        return 40 + (kind * 22) + (((kind + 1) * (band + 2) * 13) % 50);
    }
}
