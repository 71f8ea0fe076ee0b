using Gis.Ingest.Deliveries;
using Xunit;

namespace Gis.Ingest.Tests.Deliveries;

public sealed class CounterBook_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Numbers_in_order_leave_no_hole() => Assert.Empty(Take((1, 1), (2, 2), (3, 3)).Holes);

    [Fact]
    public void What_was_passed_over_is_a_hole_between_its_neighbours_times()
    {
        var hole = Assert.Single(Take((1, 1), (5, 5)).Holes);

        Assert.Equal([(2L, 4L)], hole.Missing);
        Assert.Equal((Noon.AddMinutes(1), Noon.AddMinutes(5)), (hole.AfterAt, hole.BeforeAt));
    }

    [Fact]
    public void What_comes_out_of_order_closes_its_hole() => Assert.Empty(Take((1, 1), (4, 4), (3, 3), (2, 2)).Holes);

    [Fact]
    public void What_comes_before_the_first_one_seen_is_of_the_same_life()
    {
        var book = Take((3, 3), (1, 1), (2, 2), (4, 4));

        Assert.Empty(book.Holes);
        Assert.Equal((1, 1L, 4L), Assert.Single(book.Changed.Select(run => (run.Run, run.Low, run.Top))));
    }

    [Fact]
    public void A_restart_begins_a_life_and_leaves_no_hole()
    {
        var book = Take((498, 1), (499, 2), (1, 3), (2, 4), (4, 6));

        var hole = Assert.Single(book.Holes);
        Assert.Equal((2, 3L, 3L), (hole.Run, hole.First, hole.Last));
        Assert.Equal([(1, 499L), (2, 4L)], book.Changed.Select(run => (run.Run, run.Top)));
    }

    [Fact]
    public void What_is_left_over_from_the_life_before_fills_that_one()
    {
        var book = Take((497, 1), (1, 4), (500, 3.9), (498, 2), (499, 3), (2, 5));

        Assert.Empty(book.Holes);
        Assert.Equal([(1, 500L), (2, 2L)], book.Changed.Select(run => (run.Run, run.Top)));
    }

    [Fact]
    public void Old_data_under_new_numbers_is_of_the_present_life_though_some_of_it_is_lost()
    {
        var book = Take((1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (1, 110), (2, 50), (3, 51), (6, 54), (7, 111));

        var hole = Assert.Single(book.Holes);
        Assert.Equal((2, 4L, 5L), (hole.Run, hole.First, hole.Last));
    }

    [Fact]
    public void The_first_words_of_a_life_may_come_in_any_order() => Assert.Empty(Take((498, 1), (499, 2), (3, 6), (0, 3), (2, 5), (1, 4)).Holes);

    [Fact]
    public void A_hole_of_the_life_before_is_filled_though_the_present_one_is_about_to_reach_that_number()
    {
        var before = new CounterRun(1, 1, 10, Noon, Noon.AddMinutes(10)) { Missing = [(6, 6)] };
        var book = new CounterBook([before, new CounterRun(2, 1, 5, Noon.AddMinutes(11), Noon.AddMinutes(15))]);

        book.Take(new NumberSeen(6, Noon.AddMinutes(6)));
        book.Take(new NumberSeen(6, Noon.AddMinutes(16)));

        Assert.Equal([(1, 6L)], book.Filled);
        Assert.Equal((2, 6L), Assert.Single(book.Changed.Select(run => (run.Run, run.Top))));
    }

    [Fact]
    public void The_same_again_changes_nothing()
    {
        var book = Take((1, 1), (2, 2), (2, 2), (1, 1), (3, 3));

        Assert.Empty(book.Holes);
        Assert.Single(book.Changed);
    }

    [Fact]
    public void A_device_that_counts_by_something_else_has_no_holes() => Assert.Empty(Take((1_793_677_800_000, 1), (1_793_677_860_000, 2)).Holes);

    [Fact]
    public void A_hole_of_an_earlier_batch_is_told_what_came()
    {
        var book = new CounterBook([new CounterRun(1, 1, 10, Noon, Noon.AddMinutes(10))]);

        book.Take(new NumberSeen(4, Noon.AddMinutes(4)));

        Assert.Equal([(1, 4L)], book.Filled);
        Assert.Empty(book.Changed);
    }

    private static CounterBook Take(params (long Number, double Minute)[] seen)
    {
        var book = new CounterBook([]);
        foreach (var (number, minute) in seen)
        {
            book.Take(new NumberSeen(number, Noon.AddMinutes(minute)));
        }

        return book;
    }
}
