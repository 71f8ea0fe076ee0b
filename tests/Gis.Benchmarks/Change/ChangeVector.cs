namespace Gis.Benchmarks.Change;

/// <summary>The baseline: bands of both dates brought to mean 0 and deviation 1, and the length of the difference.</summary>
internal static class ChangeVector
{
    public static float[] Of(float[][] before, float[][] after)
    {
        var squares = new double[before[0].Length];
        for (var band = 0; band < before.Length; band++)
        {
            var (a, b) = (Scored(before[band]), Scored(after[band]));
            for (var i = 0; i < squares.Length; i++)
            {
                squares[i] += (a[i] - b[i]) * (a[i] - b[i]);
            }
        }

        return Array.ConvertAll(squares, square => (float)Math.Sqrt(square));
    }

    private static double[] Scored(float[] band)
    {
        var mean = band.Average(value => (double)value);
        var deviation = Math.Sqrt(band.Average(value => (value - mean) * (value - mean)));
        return Array.ConvertAll(band, value => (value - mean) / deviation);
    }
}
