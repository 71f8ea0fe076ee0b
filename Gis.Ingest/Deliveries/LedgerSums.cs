namespace Gis.Ingest.Deliveries;

/// <summary>Adds up the rows of batches by thing and day.</summary>
internal sealed class LedgerSums
{
    /// <summary>Received, stored, duplicate, rejected, late: in this order wherever they are told.</summary>
    public const int Figures = 5;

    private readonly Dictionary<(long Thing, DateOnly Day), long[]> _sums = [];

    public int Count => _sums.Count;

    /// <summary>Adds a batch's row.</summary>
    /// <param name="day">The Beijing day of arrival.</param>
    /// <param name="things">Each thing once.</param>
    /// <param name="figures">For each figure one number a thing.</param>
    public void Add(DateOnly day, long[] things, int[][] figures)
    {
        for (var i = 0; i < things.Length; i++)
        {
            if (!_sums.TryGetValue((things[i], day), out var sum))
            {
                _sums.Add((things[i], day), sum = new long[Figures]);
            }

            for (var figure = 0; figure < Figures; figure++)
            {
                sum[figure] += figures[figure][i];
            }
        }
    }

    /// <summary>By thing and day, so that all writers lock rows in one order.</summary>
    public IEnumerable<LedgerSum> InOrder() => _sums.OrderBy(s => s.Key).Select(s =>
        new LedgerSum(s.Key.Thing, s.Key.Day, s.Value[0], s.Value[1], s.Value[2], s.Value[3], s.Value[4]));
}
