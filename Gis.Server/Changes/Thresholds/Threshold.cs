using Gis.Server.Changes.Algebra;

namespace Gis.Server.Changes.Thresholds;

/// <summary>
/// From which score on a pixel has changed, found from the scores alone: the geometric mean of what three methods of different kind say, so that none decides where it
/// fails (Otsu where changes are few, the mixture where noise has a long tail, the corner where it has none), and never so low that the noise of unchanged land passes.
/// </summary>
/// <param name="Method">A word for the account: consensus, noise-floor, given.</param>
/// <param name="NoiseFloor">What one unchanged pixel of a thousand passes, if the median is one of unchanged land.</param>
internal sealed record Threshold(double Value, string Method, double Median, double? Mixture, double? Otsu, double? Corner, double NoiseFloor)
{
    private const double PassedByNoise = 1e-3;

    public static Threshold Of(ReadOnlySpan<float> scores, int bands, double? given)
    {
        var sorted = ScoreHistogram.Sample(scores);
        var median = sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
        var floor = median * Math.Sqrt(Gammas.ChiSquareAbove(PassedByNoise, bands) / Gammas.ChiSquareAbove(0.5, bands));
        if (sorted.Length == 0 || !(sorted[^1] > sorted[0]) || !(median > 0))
        {
            // All alike, or more than half without any difference: whatever differs has changed.
            return new Threshold(given ?? (sorted.Length == 0 ? 0 : Math.Max(floor, double.Epsilon)), given is null ? "noise-floor" : "given", median, null, null, null, floor);
        }

        var (mixture, otsu, corner) = (GammaMixture.Crossing(sorted), OtsuSplit.Of(sorted), HistogramCorner.Of(sorted));
        var consensus = Math.Cbrt(mixture * otsu * corner);
        return new Threshold(
            given ?? Math.Max(consensus, floor), given is not null ? "given" : consensus >= floor ? "consensus" : "noise-floor", median, mixture, otsu, corner, floor);
    }
}
