using Gis.Server.Changes.Rasters;

namespace Gis.Server.Changes;

/// <summary>The score of every pixel, row by row, NaN where there is no data.</summary>
internal sealed record ScoreRaster(float[] Values, int Width, int Height)
{
    private const int RowsAtOnce = 128;

    /// <param name="percent">Told how far it is.</param>
    public static ScoreRaster Of(PreparedPair pair, ScorePlan plan, Action<int> percent, CancellationToken cancellationToken)
    {
        var values = new float[pair.Width * pair.Height];
        var strips = (pair.Height + RowsAtOnce - 1) / RowsAtOnce;
        var (next, done) = (-1, 0);
        var work = new Action(() =>
        {
            var rows = new ScoreRows(pair, plan);
            for (int strip; (strip = Interlocked.Increment(ref next)) < strips;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var last = Math.Min(pair.Height, (strip + 1) * RowsAtOnce);
                for (var row = strip * RowsAtOnce; row < last; row++)
                {
                    rows.Score(row, values.AsSpan(row * pair.Width, pair.Width));
                }

                percent(100 * Interlocked.Increment(ref done) / strips);
            }
        });
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(work, CancellationToken.None)).ToArray();
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellationToken);
        }

        return new ScoreRaster(values, pair.Width, pair.Height);
    }
}
