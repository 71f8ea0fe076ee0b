namespace Gis.Server.Changes;

/// <summary>
/// How much a band differs where nothing changed: variance = Floor + Slope · g, with g the squared gradient of the earlier image. Images lie never quite on one
/// another, and by what they lie off an edge shows as a difference; √Slope is that distance in pixels. Found by the median spread of the tenths of the sample,
/// from the flattest to the steepest, so that changes have no say in it.
/// </summary>
internal sealed record NoiseModel(double Floor, double Slope)
{
    private const int Parts = 10;
    private const int LeastInPart = 50;
    private const double MadToDeviation = 1.4826;

    /// <param name="leastVariance">Differences below this are rounding.</param>
    public static NoiseModel Of(double[] differences, double[] gradient, double leastVariance)
    {
        var (order, values) = ((double[])gradient.Clone(), (double[])differences.Clone());
        Array.Sort(order, values);
        var parts = Math.Clamp(order.Length / LeastInPart, 1, Parts);
        var at = new double[parts];
        var variance = new double[parts];
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = ((int)((long)order.Length * part / parts), (int)((long)order.Length * (part + 1) / parts));
            at[part] = order[from..to].Average();
            variance[part] = Math.Max(Variance(values[from..to]), leastVariance);
        }

        var (floor, slope) = Line(at, variance);
        return new NoiseModel(Math.Max(Math.Max(floor, variance.Min() / 2), leastVariance), slope);
    }

    /// <summary>Least squares of relative errors, both coefficients at least 0.</summary>
    private static (double Floor, double Slope) Line(double[] at, double[] variance)
    {
        double sw = 0, sx = 0, sxx = 0, sy = 0, sxy = 0;
        for (var i = 0; i < at.Length; i++)
        {
            var w = 1 / (variance[i] * variance[i]);
            sw += w;
            sx += w * at[i];
            sxx += w * at[i] * at[i];
            sy += w * variance[i];
            sxy += w * at[i] * variance[i];
        }

        var determinant = (sw * sxx) - (sx * sx);
        if (!(determinant > 1e-12 * sw * sxx))
        {
            return (sy / sw, 0);
        }

        var (floor, slope) = (((sxx * sy) - (sx * sxy)) / determinant, ((sw * sxy) - (sx * sy)) / determinant);
        return slope < 0 ? (sy / sw, 0) : floor < 0 ? (0, sxy / sxx) : (floor, slope);
    }

    private static double Variance(double[] values)
    {
        Array.Sort(values);
        var median = values[values.Length / 2];
        var distances = Array.ConvertAll(values, value => Math.Abs(value - median));
        Array.Sort(distances);
        var deviation = MadToDeviation * distances[distances.Length / 2];
        return deviation * deviation;
    }
}
