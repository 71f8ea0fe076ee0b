using System.Runtime.InteropServices;

namespace Gis.Tiles.Imagery.Import;

/// <summary>From which to which value a band is spread over black to white, found in a sample of its pixels that hold data.</summary>
internal static class Stretch
{
    /// <summary>Pixels of the sample in each direction.</summary>
    private const int SampleSide = 1024;

    public static async Task<IReadOnlyList<(double Low, double High)>> MeasureAsync(
        RasterFile file, DrawingPlan plan, string folder, CancellationToken cancellationToken)
    {
        var (width, height) = (Math.Min(file.Width, SampleSide), Math.Min(file.Height, SampleSide));
        var sample = Path.Combine(folder, "sample.bin");
        // Band by band, each with its mask behind it.
        var bands = plan.Bands.SelectMany(band => (string[])["-b", $"{band.Number}", "-b", $"mask,{band.Number}"]);
        await GdalProgram.RunAsync(
            "gdal_translate", ["-q", "-if", "GTiff", "-of", "ENVI", "-co", "INTERLEAVE=BSQ", "-ot", "Float64", "-outsize", $"{width}", $"{height}", .. bands, file.Path, sample], percent: null, cancellationToken);
        var values = MemoryMarshal.Cast<byte, double>(await File.ReadAllBytesAsync(sample, cancellationToken)).ToArray();
        var size = width * height;
        return [.. plan.Bands.Select((band, i) => Limits(values.AsSpan(2 * i * size, size), values.AsSpan(((2 * i) + 1) * size, size), plan.Percentiles!.Value, band.Number))];
    }

    internal static (double Low, double High) Limits(ReadOnlySpan<double> values, ReadOnlySpan<double> mask, (double Low, double High) percentiles, int band)
    {
        var held = new List<double>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (mask[i] != 0 && double.IsFinite(values[i]))
            {
                held.Add(values[i]);
            }
        }

        if (held.Count == 0)
        {
            throw new ImageRefusedException($"Band {band} holds no pixel with data.");
        }

        held.Sort();
        var (low, high) = (At(held, percentiles.Low), At(held, percentiles.High));
        return high > low ? (low, high) : (low, low + 1);
    }

    private static double At(List<double> sorted, double percentile) => sorted[(int)Math.Round((sorted.Count - 1) * percentile / 100)];
}
