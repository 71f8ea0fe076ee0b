namespace Gis.Benchmarks.Change;

/// <summary>Pixels of which it is known whether they changed; all others are not judged.</summary>
internal sealed class LabelledPixels(float[] changed, float[] unchanged)
{
    private readonly int[] _changed = Marked(changed);
    private readonly int[] _unchanged = Marked(unchanged);

    public int Changed => _changed.Length;

    public int Unchanged => _unchanged.Length;

    /// <summary>Harmonic mean of how much of what changed is found and how much of what is found changed.</summary>
    public double F1(Func<int, bool> found) => F1(_changed.Count(found), _unchanged.Count(found));

    /// <summary>F1 with the threshold that is best for it.</summary>
    public double BestF1(float[] score)
    {
        double best = 0;
        int hits = 0, invented = 0;
        var order = Ordered(score);
        for (var i = 0; i < order.Length; i++)
        {
            (hits, invented) = order[i].Changed ? (hits + 1, invented) : (hits, invented + 1);
            if (i + 1 == order.Length || order[i + 1].Score < order[i].Score)
            {
                best = Math.Max(best, F1(hits, invented));
            }
        }

        return best;
    }

    /// <summary>How likely a changed pixel scores above an unchanged one (Mann and Whitney); equal scores count half.</summary>
    public double Auc(float[] score)
    {
        var order = Ordered(score);
        double won = 0, hits = 0;
        for (var i = 0; i < order.Length;)
        {
            double same = 0, others = 0;
            var at = order[i].Score;
            for (; i < order.Length && order[i].Score == at; i++)
            {
                (same, others) = order[i].Changed ? (same + 1, others) : (same, others + 1);
            }

            won += others * (hits + (same / 2));
            hits += same;
        }

        return won / ((double)Changed * Unchanged);
    }

    private double F1(int hits, int invented) => hits == 0 ? 0 : 2.0 * hits / (hits + invented + Changed);

    private (float Score, bool Changed)[] Ordered(float[] score) =>
        [.. _changed.Select(i => (Score: score[i], Changed: true)).Concat(_unchanged.Select(i => (Score: score[i], Changed: false))).OrderByDescending(pixel => pixel.Score)];

    private static int[] Marked(float[] mask) => [.. Enumerable.Range(0, mask.Length).Where(i => mask[i] > 0)];
}
