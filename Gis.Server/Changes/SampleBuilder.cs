namespace Gis.Server.Changes;

/// <summary>Gathers the pixels of a sample.</summary>
internal sealed class SampleBuilder(int bands)
{
    private readonly List<double>[] _before = Lists(bands);
    private readonly List<double>[] _after = Lists(bands);
    private readonly List<double>[] _gradient = Lists(bands);

    /// <summary>Pixels looked at.</summary>
    public long Looked { get; private set; }

    /// <summary>Those of them that both images hold.</summary>
    public long Held { get; private set; }

    /// <summary>Those of them that are not saturated.</summary>
    public int Count => _before[0].Count;

    /// <param name="rows">The earlier image's row, that above it and that below it: 0 above, 1 the row, 2 below.</param>
    /// <param name="stride">Numbers from band to band.</param>
    public void Add(float[][] rows, float[] after, int stride, int column, float? saturatedBefore, float? saturatedAfter)
    {
        Looked++;
        if (float.IsNaN(rows[1][column]) || float.IsNaN(after[column]))
        {
            return;
        }

        Held++;
        for (var band = 0; band < bands; band++)
        {
            if (rows[1][(band * stride) + column] == saturatedBefore || after[(band * stride) + column] == saturatedAfter)
            {
                return;
            }
        }

        for (var band = 0; band < bands; band++)
        {
            var at = (band * stride) + column;
            var here = rows[1][at];
            var (left, right) = (column > 0 ? rows[1][at - 1] : here, column < stride - 1 ? rows[1][at + 1] : here);
            var across = Or(right, here) - Or(left, here);
            var down = Or(rows[2][at], here) - Or(rows[0][at], here);
            _before[band].Add(here);
            _after[band].Add(after[at]);
            _gradient[band].Add(((across * across) + (down * down)) / 4);
        }
    }

    public PixelSample Sample() => new(Arrays(_before), Arrays(_after), Arrays(_gradient));

    private static float Or(float value, float instead) => float.IsNaN(value) ? instead : value;

    private static List<double>[] Lists(int bands) => [.. Enumerable.Range(0, bands).Select(_ => new List<double>())];

    private static double[][] Arrays(List<double>[] lists) => Array.ConvertAll(lists, list => list.ToArray());
}
