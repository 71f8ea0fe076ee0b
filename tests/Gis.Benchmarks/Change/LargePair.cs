using Gis.Tiles.Tests;

namespace Gis.Benchmarks.Change;

/// <summary>Writes two large images: fields of several crops, later under another light and season, with noise and with planted changes.</summary>
internal static class LargePair
{
    public const int Bands = 6;

    private const int FieldSide = 40;
    private const int Kinds = 12;
    private const int Planted = 4_000;
    private const int Seed = 20260323;

    /// <returns>Which pixels changed.</returns>
    public static async Task<bool[]> WriteAsync(int side, string folder, string before, string after)
    {
        var random = new Random(Seed);
        var land = new byte[side * side];
        var fields = Enumerable.Range(0, (side / FieldSide + 2) * (side / FieldSide + 2)).Select(_ => (byte)random.Next(Kinds)).ToArray();
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                land[(row * side) + column] = fields[((row + (column / 7)) / FieldSide * (side / FieldSide + 1) + (column / FieldSide)) % fields.Length];
            }
        }

        var later = (byte[])land.Clone();
        var changed = new bool[land.Length];
        for (var patch = 0; patch < Planted; patch++)
        {
            var (width, height) = (random.Next(6, 40), random.Next(6, 40));
            var (left, top, kind) = (random.Next(side - width), random.Next(side - height), (byte)random.Next(Kinds));
            for (var row = top; row < top + height; row++)
            {
                for (var column = left; column < left + width; column++)
                {
                    var at = (row * side) + column;
                    later[at] = kind;
                    changed[at] = kind != land[at];
                }
            }
        }

        var spectra = Enumerable.Range(0, Kinds * Bands).Select(_ => random.Next(30, 190)).ToArray();
        await WriteAsync(land, side, folder, before, (kind, band) => spectra[(kind * Bands) + band], random);
        // Haze, another sun, and a season that moves some kinds of land a little.
        await WriteAsync(later, side, folder, after, (kind, band) => (spectra[(kind * Bands) + band] * (0.8 + (0.05 * band))) + 15 - (3 * band) + (kind % 4), random);
        return changed;
    }

    private static async Task WriteAsync(byte[] land, int side, string folder, string path, Func<int, int, double> spectrum, Random random)
    {
        var raw = Path.Combine(folder, $"{Guid.NewGuid():N}.raw");
        await using (var file = File.Create(raw))
        {
            var row = new byte[side];
            for (var band = 0; band < Bands; band++)
            {
                var values = Enumerable.Range(0, Kinds).Select(kind => spectrum(kind, band)).ToArray();
                for (var at = 0; at < land.Length; at += side)
                {
                    for (var column = 0; column < side; column++)
                    {
                        row[column] = (byte)Math.Clamp(values[land[at + column]] + (4 * (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f)), 0, 255);
                    }

                    await file.WriteAsync(row);
                }
            }
        }

        await File.WriteAllTextAsync(
            Path.ChangeExtension(raw, ".hdr"), $"ENVI\nsamples = {side}\nlines = {side}\nbands = {Bands}\nheader offset = 0\nfile type = ENVI Standard\ndata type = 1\ninterleave = bsq\nbyte order = 0\n");
        await Gdal.RunAsync(
            "gdal_translate", "-q", "-of", "GTiff", "-co", "TILED=YES", "-co", "COMPRESS=DEFLATE", "-co", "ZLEVEL=1", "-co", "NUM_THREADS=2",
            "-a_srs", "EPSG:4527", "-a_ullr", "39500000", "4240000", $"{39500000 + (10 * side)}", $"{4240000 - (10 * side)}", raw, path);
        File.Delete(raw);
    }
}
