using Gis.Server.Changes.Algebra;

namespace Gis.Server.Changes.Thresholds;

/// <summary>Two gamma distributions, of unchanged and of changed pixels, fitted by expectation and maximisation; the threshold is where both are equally likely.</summary>
internal static class GammaMixture
{
    private const int Bins = 2048;
    private const int Rounds = 100;
    private const double ChangedAtFirst = 0.1;
    private const double LeastShare = 1e-4;

    private readonly record struct Gamma(double Shape, double Scale)
    {
        public double Mean => Shape * Scale;

        /// <summary>ln of the density.</summary>
        public double Log(double x) => ((Shape - 1) * Math.Log(x)) - (x / Scale) - (Shape * Math.Log(Scale)) - Gammas.LogGamma(Shape);
    }

    public static double Crossing(float[] sorted)
    {
        // Logarithmic bins, so that both tails are told.
        var least = Math.Max(sorted[sorted.Length / 1000], sorted[^1] * 1e-7);
        var (low, high) = (Math.Log(least), Math.Log(sorted[^1]) + 1e-9);
        if (!(high > low + 1e-6))
        {
            return sorted[^1];
        }

        var counts = ScoreHistogram.Count(sorted.Select(score => Math.Log(Math.Max(score, least))), low, high, Bins);
        var values = Enumerable.Range(0, Bins).Select(bin => Math.Exp(low + ((bin + 0.5) * (high - low) / Bins))).ToArray();
        var split = ScoreHistogram.At(sorted, 1 - ChangedAtFirst);
        var changed = Array.ConvertAll(values, value => value > split ? 1.0 : 0);
        Gamma one = default, other = default;
        double share = 0;
        for (var round = 0; round < Rounds; round++)
        {
            share = Math.Clamp(Sum(counts, changed) / sorted.Length, LeastShare, 1 - LeastShare);
            one = Fit(values, counts, Array.ConvertAll(changed, part => 1 - part));
            other = Fit(values, counts, changed);
            for (var bin = 0; bin < Bins; bin++)
            {
                changed[bin] = 1 / (1 + Math.Exp(Math.Clamp(-Ahead(values[bin]), -500, 500)));
            }
        }

        return Cross(one.Mean, other.Mean, sorted);

        double Ahead(double x) => Math.Log(share) + other.Log(x) - Math.Log(1 - share) - one.Log(x);

        double Cross(double from, double to, float[] all)
        {
            // Between the means the changed take over once; where they never do, beyond the mean of the changed.
            var beyond = Math.Max(to, all[^1]);
            var steps = 2000;
            for (var step = steps; step >= 0; step--)
            {
                var x = from + ((to - from) * step / steps);
                if (x > 0 && Ahead(x) < 0)
                {
                    return step < steps ? x : Enumerable.Range(0, steps).Select(i => to + ((beyond - to) * i / steps)).FirstOrDefault(y => y > 0 && Ahead(y) >= 0, beyond);
                }
            }

            return Math.Max(from, all[0]);
        }
    }

    private static double Sum(double[] counts, double[] shares)
    {
        double sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += counts[i] * shares[i];
        }

        return sum;
    }

    /// <summary>The closed form near to the greatest likelihood (Minka 2002, the start of his iteration).</summary>
    private static Gamma Fit(double[] values, double[] counts, double[] shares)
    {
        double all = 1e-12, sum = 0, logs = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var weight = counts[i] * shares[i];
            all += weight;
            sum += weight * values[i];
            logs += weight * Math.Log(values[i]);
        }

        var mean = Math.Max(sum / all, values[0]);
        var s = Math.Max(Math.Log(mean) - (logs / all), 1e-9);
        var shape = (3 - s + Math.Sqrt(((s - 3) * (s - 3)) + (24 * s))) / (12 * s);
        return new Gamma(shape, mean / shape);
    }
}
