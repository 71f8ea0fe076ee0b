namespace Gis.Server.Changes.Thresholds;

/// <summary>Otsu's threshold (1979), which parts the scores into two groups with the most variance between them; on their roots, which are less lopsided.</summary>
internal static class OtsuSplit
{
    private const int Bins = 512;

    public static double Of(float[] sorted)
    {
        var last = Math.Sqrt(ScoreHistogram.At(sorted, ScoreHistogram.Told));
        var first = Math.Sqrt(sorted[0]);
        if (!(last > first))
        {
            return sorted[^1];
        }

        var counts = ScoreHistogram.Count(sorted.Select(score => Math.Sqrt(score)), first, last, Bins);
        double Middle(int bin) => first + ((bin + 0.5) * (last - first) / Bins);
        var (all, sum) = ((double)sorted.Length, counts.Select((count, bin) => count * Middle(bin)).Sum());
        var (best, at, below, sumBelow) = (-1.0, first, 0.0, 0.0);
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            below += counts[bin];
            sumBelow += counts[bin] * Middle(bin);
            if (below == 0 || below == all)
            {
                continue;
            }

            var apart = (sumBelow / below) - ((sum - sumBelow) / (all - below));
            if (below * (all - below) * apart * apart is var between && between > best)
            {
                (best, at) = (between, Middle(bin));
            }
        }

        return at * at;
    }
}
