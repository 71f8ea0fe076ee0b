using Gis.Server.ReadModel;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Live;

/// <summary>A snapshot names an event before all that it may not hold yet; no ingest works on this store.</summary>
public sealed class SnapshotSeq_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Snapshot_lies_before_the_first_values_that_are_not_among_the_newest_yet()
    {
        await store.LogAsync("unit", [1], [StoreSeed.ChangAn]);
        var first = await store.LogObservationsAsync([1], [StoreSeed.ChangAn], """[[1,1,1760000000000,1.5,null,"N",0]]""");
        var between = await store.LogAsync("unit", [1], [StoreSeed.ChangAn]);
        var second = await store.LogObservationsAsync([1], [StoreSeed.ChangAn], """[[1,1,1760000060000,2.5,null,"N",0]]""");
        var last = await store.LogAsync("unit", [1], [StoreSeed.ChangAn]);

        Assert.Equal(first - 1, await SeqAsync());
        await MoveAsync(first);
        Assert.Equal(second - 1, await SeqAsync());
        await MoveAsync(between);
        Assert.Equal(second - 1, await SeqAsync());
        await MoveAsync(second);
        Assert.Equal(last, await SeqAsync());
    }

    private Task<int> MoveAsync(long seq) => store.ExecuteAsync("UPDATE latest_cursor SET seq = $1", seq);

    private async Task<long> SeqAsync()
    {
        await using var connection = await store.Owner.OpenConnectionAsync();
        return await LiveLog.SnapshotSeqAsync(connection, CancellationToken.None);
    }
}
