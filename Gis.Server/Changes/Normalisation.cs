namespace Gis.Server.Changes;

/// <summary>
/// How a band of the later image is brought to the radiometry of the earlier: (after − Offset) / Gain, found by orthogonal regression over the pixels that did not
/// change (Canty and Nielsen 2008), since both dates are measured with error.
/// </summary>
/// <param name="RSquared">Share of the variance that the line explains on these pixels.</param>
internal sealed record Normalisation(double Gain, double Offset, double RSquared)
{
    /// <summary>Below this probability a pixel has no say in the line.</summary>
    private const double LeastUnchanged = 0.5;

    private const int LeastPixels = 100;

    public static Normalisation Of(double[] before, double[] after, double[] unchanged)
    {
        // Where next to nothing looks unchanged, each pixel speaks for as much as it is likely to be.
        var few = unchanged.Count(share => share > LeastUnchanged) <= LeastPixels;
        var weights = Array.ConvertAll(unchanged, share => few || share > LeastUnchanged ? share : 0);
        double all = 0, meanBefore = 0, meanAfter = 0;
        for (var i = 0; i < before.Length; i++)
        {
            all += weights[i];
            meanBefore += weights[i] * before[i];
            meanAfter += weights[i] * after[i];
        }

        if (!(all > 0))
        {
            return Of(before, after, Array.ConvertAll(unchanged, _ => 1.0));
        }

        (meanBefore, meanAfter) = (meanBefore / all, meanAfter / all);
        double ss = 0, tt = 0, st = 0;
        for (var i = 0; i < before.Length; i++)
        {
            var (s, t) = (before[i] - meanBefore, after[i] - meanAfter);
            ss += weights[i] * s * s;
            tt += weights[i] * t * t;
            st += weights[i] * s * t;
        }

        var gain = Slope(ss, tt, st);
        return new Normalisation(gain, meanAfter - (gain * meanBefore), ss * tt > 0 ? st * st / (ss * tt) : 0);
    }

    /// <summary>What still differs, in units of the earlier image.</summary>
    public double[] Differences(double[] before, double[] after)
    {
        var differences = new double[before.Length];
        for (var i = 0; i < before.Length; i++)
        {
            differences[i] = ((after[i] - Offset) / Gain) - before[i];
        }

        return differences;
    }

    /// <summary>Slope of the line with the least sum of squared distances to it; bands that do not go together are only brought to the same spread.</summary>
    private static double Slope(double ss, double tt, double st) =>
        st > 1e-6 * Math.Sqrt(ss * tt) ? (tt - ss + Math.Sqrt(((tt - ss) * (tt - ss)) + (4 * st * st))) / (2 * st)
        : ss > 0 && tt > 0 ? Math.Sqrt(tt / ss)
        : 1;
}
