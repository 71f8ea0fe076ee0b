using Gis.Server.Live;
using Xunit;

namespace Gis.Server.Tests.Live;

public sealed class LiveMailbox_Tests
{
    [Fact]
    public async Task Viewer_that_keeps_up_gets_everything_in_order()
    {
        var mailbox = new LiveMailbox();
        mailbox.Put(Batch(1));
        mailbox.Put(Batch(2));

        var taken = await mailbox.TakeAsync(TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.Equal([1, 2], taken.Select(batch => batch.Seq));
        Assert.False(mailbox.HasLapsed);
    }

    [Fact]
    public void Viewer_that_does_not_keep_up_lapses_instead_of_growing()
    {
        var mailbox = new LiveMailbox();

        for (var seq = 1; seq <= LiveMailbox.Capacity + 1; seq++)
        {
            mailbox.Put(Batch(seq));
        }

        Assert.True(mailbox.HasLapsed);
    }

    [Fact]
    public void Whoever_joins_misses_nothing_between_the_remembered_and_the_mailbox()
    {
        var exchange = new LiveExchange();
        exchange.Begin(10);
        exchange.Publish(Batch(11));

        using var subscription = exchange.Join();
        exchange.Publish(Batch(12));

        Assert.Equal((10, 11), (subscription.RememberedFrom, subscription.Seq));
        Assert.Equal([11], subscription.Recent.Select(batch => batch.Seq));
        Assert.Equal(1, exchange.Viewers);
    }

    [Fact]
    public void Whoever_left_gets_nothing_more()
    {
        var exchange = new LiveExchange();
        exchange.Join().Dispose();

        Assert.Equal(0, exchange.Viewers);
    }

    private static LiveBatch Batch(long seq) => new(seq - 1, seq, DateTimeOffset.UnixEpoch, [], [], [], [], [], [], [], [], []);
}
