using Gis.Tiles.Usage;
using Xunit;

namespace Gis.Tiles.Tests.Usage;

public sealed class UseCounter_Tests
{
    private static readonly UseKey Key = new("districts", new DateOnly(2026, 1, 5), 7);

    private static Use One => new(1, 0, 3, 100, 2, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Uses_of_one_key_are_added_up_and_taken_once()
    {
        var counter = new UseCounter();
        counter.Count(Key, "wei", "Wei", One);
        counter.Count(Key, "wei", "Wei", One with { Edition = 1 });

        var taken = Assert.Single(counter.TakeAll());

        Assert.Equal(new Use(2, 0, 6, 200, 2, DateTimeOffset.UnixEpoch), taken.Sum);
        Assert.Empty(counter.TakeAll());
    }

    [Fact]
    public void What_could_not_be_stored_is_counted_with_what_came_since()
    {
        var counter = new UseCounter();
        counter.Count(Key, "wei", "Wei", One);
        var taken = counter.TakeAll();
        counter.Count(Key, "wei", "Wei", One);

        counter.Return(taken);

        Assert.Equal(2, Assert.Single(counter.TakeAll()).Sum.Requests);
    }

    [Fact]
    public void What_is_too_much_to_wait_is_told_as_lost()
    {
        var counter = new UseCounter(most: 1);
        counter.Count(Key, "wei", "Wei", One);
        counter.Count(Key, "wei", "Wei", One);
        counter.Count(Key with { Layer = "parcels" }, "wei", "Wei", One);

        Assert.Equal(2, Assert.Single(counter.TakeAll()).Sum.Requests);
        Assert.Equal(1, counter.TakeLost());
        Assert.Equal(0, counter.TakeLost());
    }

    [Fact]
    public void Nothing_is_lost_or_doubled_while_many_count_and_one_takes_away()
    {
        const int threads = 4;
        const int each = 50_000;
        var counter = new UseCounter();
        var counting = Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                counter.Count(Key, "wei", "Wei", One);
            }
        })).ToArray();

        long taken = 0;
        while (!Task.WhenAll(counting).IsCompleted)
        {
            taken += counter.TakeAll().Sum(use => use.Sum.Requests);
        }

        Assert.Equal(threads * each, taken + counter.TakeAll().Sum(use => use.Sum.Requests));
    }
}
