using Gis.Server.Changes.Algebra;

namespace Gis.Server.Changes;

/// <summary>
/// Iteratively re-weighted multivariate alteration detection (Nielsen 2007): canonical correlation finds combinations of bands that agree most between the dates;
/// what does not agree is chi-square distributed where nothing changed, and its probability weighs the pixel in the next round. The pixels that weigh
/// much in the end are those that did not change, whatever sensor, haze or season did to both images alike.
/// </summary>
/// <param name="Unchanged">How likely each pixel of the sample did not change, 0 to 1.</param>
/// <param name="Correlations">Canonical correlations, the largest first.</param>
internal sealed record IrMad(double[] Unchanged, double[] Statistic, double[] Correlations, int Iterations, bool Converged, double Ridge)
{
    private const int MostIterations = 50;

    /// <summary>Where fewer pixels than this share look unchanged, the rounds close in on a few that agree by chance; the round before is taken then.</summary>
    private const double LeastUnchangedShare = 0.015;
    private const double LooksUnchanged = 0.5;

    private const double Settled = 1e-4;
    private const double LeastVariance = 1e-9;

    public static IrMad Of(PixelSample sample, CancellationToken cancellationToken)
    {
        var (p, n) = (sample.Bands, sample.Count);
        var values = Standardised(sample);
        var tail = new ChiSquareTable(p);
        var weights = Enumerable.Repeat(1.0, n).ToArray();
        var statistic = new double[n];
        double[] before = [], correlations = [];
        double ridge = 0;
        for (var iteration = 1; ; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (mean, covariance) = Moments(values, weights);
            var pairs = CanonicalPairs.Of(covariance, p);
            (correlations, ridge) = (pairs.Correlations, Math.Max(ridge, pairs.Ridge));
            Measure(values, mean, pairs, statistic);
            var next = Array.ConvertAll(statistic, tail.Above);
            if (next.Count(share => share > LooksUnchanged) < LeastUnchangedShare * n)
            {
                return new IrMad(weights, statistic, correlations, iteration, Converged: false, ridge);
            }

            weights = next;
            var moved = before.Length == 0 ? double.MaxValue : correlations.Zip(before, (now, then) => Math.Abs(now - then)).Max();
            if (moved < Settled || iteration == MostIterations)
            {
                return new IrMad(weights, statistic, correlations, iteration, moved < Settled, ridge);
            }

            before = correlations;
        }
    }

    /// <summary>Both dates' bands one after the other, each with mean 0 and deviation 1: the result does not hang on units, and the arithmetic stays well conditioned.</summary>
    private static double[][] Standardised(PixelSample sample) =>
        [.. sample.Before.Concat(sample.After).Select(band =>
        {
            var mean = band.Average();
            var deviation = Math.Sqrt(Math.Max(band.Average(value => (value - mean) * (value - mean)), 1e-300));
            return Array.ConvertAll(band, value => (value - mean) / deviation);
        })];

    private static (double[] Mean, double[,] Covariance) Moments(double[][] values, double[] weights)
    {
        var (d, all) = (values.Length, weights.Sum());
        var mean = new double[d];
        var covariance = new double[d, d];
        var weighted = new double[weights.Length];
        for (var i = 0; i < d; i++)
        {
            mean[i] = Vectors.Dot(values[i], weights) / all;
        }

        for (var i = 0; i < d; i++)
        {
            Vectors.Multiply(values[i], weights, weighted);
            for (var j = 0; j <= i; j++)
            {
                covariance[i, j] = covariance[j, i] = (Vectors.Dot(weighted, values[j]) / all) - (mean[i] * mean[j]);
            }
        }

        return (mean, covariance);
    }

    private static void Measure(double[][] values, double[] mean, CanonicalPairs pairs, double[] statistic)
    {
        Array.Clear(statistic);
        var p = pairs.Correlations.Length;
        var difference = new double[statistic.Length];
        for (var k = 0; k < p; k++)
        {
            double offset = 0;
            Array.Clear(difference);
            for (var band = 0; band < p; band++)
            {
                Vectors.AddScaled(values[band], pairs.Before[band, k], difference);
                Vectors.AddScaled(values[p + band], -pairs.After[band, k], difference);
                offset += (pairs.Before[band, k] * mean[band]) - (pairs.After[band, k] * mean[p + band]);
            }

            var scale = 1 / Math.Max(pairs.Variances[k], LeastVariance);
            for (var i = 0; i < statistic.Length; i++)
            {
                var centred = difference[i] - offset;
                statistic[i] += centred * centred * scale;
            }
        }
    }
}
