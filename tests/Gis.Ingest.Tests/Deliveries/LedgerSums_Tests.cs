using Gis.Ingest.Deliveries;
using Xunit;

namespace Gis.Ingest.Tests.Deliveries;

public sealed class LedgerSums_Tests
{
    private static readonly DateOnly Day = new(2026, 11, 3);

    [Fact]
    public void Batches_of_one_day_are_one_sum_and_each_figure_is_added_to_its_own()
    {
        var sums = new LedgerSums();

        sums.Add(Day, [7, 3], [[10, 1], [20, 2], [30, 3], [40, 4], [50, 5]]);
        sums.Add(Day, [3], [[100], [200], [300], [400], [500]]);
        sums.Add(Day.AddDays(-1), [7], [[1], [1], [1], [1], [1]]);

        Assert.Equal(
            [new LedgerSum(3, Day, 101, 202, 303, 404, 505), new LedgerSum(7, Day.AddDays(-1), 1, 1, 1, 1, 1), new LedgerSum(7, Day, 10, 20, 30, 40, 50)],
            sums.InOrder());
        Assert.Equal(3, sums.Count);
    }
}
