namespace Gis.Server.Changes.Thresholds;

/// <summary>What the methods look at: scores in their order, few enough to be quick, and counts of them.</summary>
internal static class ScoreHistogram
{
    /// <summary>Share of the scores that is looked at as it is; what is beyond is counted at its end, so that single monsters do not squeeze the rest into a few bins.</summary>
    public const double Told = 0.999;

    private const int Wanted = 400_000;

    /// <summary>Every so many-th score that is one, sorted.</summary>
    public static float[] Sample(ReadOnlySpan<float> scores)
    {
        // A step without a common factor with the width of any usual image, so that no column pattern is followed.
        var step = Math.Max(1, scores.Length / Wanted);
        step += step > 1 && step % 2 == 0 ? 1 : 0;
        var some = new List<float>((scores.Length / step) + 1);
        for (var i = 0; i < scores.Length; i += step)
        {
            if (!float.IsNaN(scores[i]))
            {
                some.Add(scores[i]);
            }
        }

        var sorted = some.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    public static double At(float[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];

    /// <summary>Counts of the values, which lie from low to high, in so many bins of the same width.</summary>
    public static double[] Count(IEnumerable<double> values, double low, double high, int bins)
    {
        var counts = new double[bins];
        foreach (var value in values)
        {
            counts[Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1)]++;
        }

        return counts;
    }
}
