using System.Diagnostics;
using System.Globalization;
using Gis.Testing;

namespace Gis.Journeys;

/// <summary>Three GeoTIFFs of one square kilometre of fields; in the second some are roofs, in the third those are gone and bare soil lies in their place.</summary>
internal sealed class FieldPictures : IAsyncDisposable
{
    private const int Side = 600;
    private const double WidthDeg = 0.012;
    private const int FieldPixels = 50;
    private const int RoofWest = 10;
    private const int RoofEast = 40;
    private const int RoofNorth = 12;
    private const int RoofSouth = 36;

    private FieldPictures(string folder) => Folder = folder;

    public string Before => Path.Combine(Folder, "before.tif");

    public string After => Path.Combine(Folder, "after.tif");

    public string Restored => Path.Combine(Folder, "restored.tif");

    private string Folder { get; }

    public static async Task<FieldPictures> DrawAsync(double west, double south)
    {
        var pictures = new FieldPictures(TestFolder.Create("fields"));
        await DrawAsync(pictures.Before, roof: null, west, south);
        await DrawAsync(pictures.After, (176, 186, 196), west, south);
        await DrawAsync(pictures.Restored, (122, 98, 74), west, south);
        return pictures;
    }

    /// <summary>The outline of a roof well inside the picture: west, south, east, north in degrees.</summary>
    public static (double West, double South, double East, double North) RoofOf(double west, double south)
    {
        const double pixelDeg = WidthDeg / Side;
        var (column, row) = Enumerable.Range(0, 64).Select(n => (Column: 2 + (n % 8), Row: 2 + (n / 8))).First(field => HasRoof(field.Column, field.Row));
        double X(int pixel) => west + (((column * FieldPixels) + pixel) * pixelDeg);
        double Y(int pixel) => south + WidthDeg - (((row * FieldPixels) + pixel) * pixelDeg);
        return (X(RoofWest + 1), Y(RoofSouth), X(RoofEast), Y(RoofNorth + 1));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static bool HasRoof(int column, int row) => FieldOf(column, row).Next(4) == 0;

    private static Random FieldOf(int column, int row) => new((row * 100) + column);

    /// <param name="roof">Colour of what stands where roofs are; null before they were.</param>
    private static async Task DrawAsync(string path, (int Red, int Green, int Blue)? roof, double west, double south)
    {
        var raw = Path.ChangeExtension(path, ".raw");
        var pixels = new byte[3 * Side * Side];
        var grain = new Random(7);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var field = FieldOf(x / FieldPixels, y / FieldPixels);
                var isRoof = field.Next(4) == 0 && roof is not null && x % FieldPixels is > RoofWest and < RoofEast && y % FieldPixels is > RoofNorth and < RoofSouth;
                var (red, green, blue) = isRoof ? roof!.Value : (70 + field.Next(60), 96 + field.Next(50), 50 + field.Next(30));
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
