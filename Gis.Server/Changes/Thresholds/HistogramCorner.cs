namespace Gis.Server.Changes.Thresholds;

/// <summary>Rosin's threshold (2001): the corner of a histogram with one hill, farthest below the line from its top to its last bin.</summary>
internal static class HistogramCorner
{
    private const int Bins = 512;
    private const double SmoothedOver = 2;

    public static double Of(float[] sorted)
    {
        var (first, last) = ((double)sorted[0], ScoreHistogram.At(sorted, ScoreHistogram.Told));
        if (!(last > first))
        {
            return sorted[^1];
        }

        // What lies beyond the last bin would make a second hill there.
        var told = sorted.TakeWhile(score => score < last).Select(score => (double)score);
        var counts = Smoothed(ScoreHistogram.Count(told, first, last, Bins));
        var top = Array.IndexOf(counts, counts.Max());
        var (best, at) = (double.MinValue, top);
        for (var bin = top; bin < Bins; bin++)
        {
            var line = 1 - ((double)(bin - top) / Math.Max(1, Bins - 1 - top));
            if (line - (counts[bin] / counts[top]) is var below && below > best)
            {
                (best, at) = (below, bin);
            }
        }

        return first + ((at + 0.5) * (last - first) / Bins);
    }

    private static double[] Smoothed(double[] counts)
    {
        var reach = (int)(4 * SmoothedOver);
        var kernel = Enumerable.Range(-reach, (2 * reach) + 1).Select(i => Math.Exp(-i * i / (2 * SmoothedOver * SmoothedOver))).ToArray();
        var sum = kernel.Sum();
        return [.. counts.Select((_, bin) => kernel.Select((weight, i) => weight * counts[Math.Clamp(bin + i - reach, 0, counts.Length - 1)]).Sum() / sum)];
    }
}
