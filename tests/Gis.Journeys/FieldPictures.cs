using System.Diagnostics;
using System.Globalization;
using Gis.Testing;

namespace Gis.Journeys;

/// <summary>Two GeoTIFFs of one square kilometre of fields; in the later one some are roofs.</summary>
internal sealed class FieldPictures : IAsyncDisposable
{
    private const int Side = 600;
    private const double WidthDeg = 0.012;
    private const int FieldPixels = 50;

    private FieldPictures(string folder) => Folder = folder;

    public string Before => Path.Combine(Folder, "before.tif");

    public string After => Path.Combine(Folder, "after.tif");

    private string Folder { get; }

    public static async Task<FieldPictures> DrawAsync(double west, double south)
    {
        var pictures = new FieldPictures(TestFolder.Create("fields"));
        await DrawAsync(pictures.Before, hasRoofs: false, west, south);
        await DrawAsync(pictures.After, hasRoofs: true, west, south);
        return pictures;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task DrawAsync(string path, bool hasRoofs, double west, double south)
    {
        var raw = Path.ChangeExtension(path, ".raw");
        var pixels = new byte[3 * Side * Side];
        var grain = new Random(7);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var field = new Random((y / FieldPixels * 100) + (x / FieldPixels));
                var isRoof = field.Next(4) == 0 && hasRoofs && x % FieldPixels is > 10 and < 40 && y % FieldPixels is > 12 and < 36;
                var (red, green, blue) = isRoof ? (176, 186, 196) : (70 + field.Next(60), 96 + field.Next(50), 50 + field.Next(30));
                var noise = grain.Next(-9, 10);
                var at = (y * Side) + x;
                (pixels[at], pixels[(Side * Side) + at], pixels[(2 * Side * Side) + at]) = ((byte)(red + noise), (byte)(green + noise), (byte)(blue + noise));
            }
        }

        await File.WriteAllBytesAsync(raw, pixels);
        await File.WriteAllTextAsync(
            Path.ChangeExtension(raw, ".hdr"), $"ENVI\nsamples = {Side}\nlines = {Side}\nbands = 3\nheader offset = 0\ndata type = 1\ninterleave = bsq\nbyte order = 0\n");
        string[] words =
        [
            "-q", "-of", "GTiff", "-a_srs", "EPSG:4326", "-a_ullr",
            .. new[] { west, south + WidthDeg, west + WidthDeg, south }.Select(edge => edge.ToString("R", CultureInfo.InvariantCulture)), raw, path,
        ];
        using var gdal = Process.Start("gdal_translate", words);
        await gdal.WaitForExitAsync();
        if (gdal.ExitCode != 0)
        {
            throw new InvalidOperationException($"gdal_translate ended with {gdal.ExitCode}.");
        }
    }
}
