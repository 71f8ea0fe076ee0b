using Gis.Tiles.Reading;
using Xunit;

namespace Gis.Tiles.Tests.Reading;

/// <summary>Which server is read from, by what both told; times in milliseconds.</summary>
public sealed class StandbyLag_Tests
{
    private readonly StandbyLag _lag = new(At(500));

    [Fact]
    public void Standby_that_has_replayed_what_the_primary_told_is_read()
    {
        _lag.PrimaryTold(At(100), 7);
        _lag.StandbyTold(At(110), 7, null);

        Assert.Equal(new ReadChoice(IsStandby: true, At(50), IsStale: false), _lag.Choose(At(150)));
    }

    [Fact]
    public void Age_goes_by_the_latest_place_that_is_replayed()
    {
        _lag.PrimaryTold(At(100), 7);
        _lag.PrimaryTold(At(200), 8);
        _lag.PrimaryTold(At(300), 9);
        _lag.StandbyTold(At(310), 8, null);

        Assert.Equal(At(150), _lag.Choose(At(350)).Age);
    }

    [Fact]
    public void Standby_too_far_behind_is_not_read_while_the_primary_answers()
    {
        _lag.PrimaryTold(At(100), 7);
        _lag.StandbyTold(At(110), 7, null);
        _lag.PrimaryTold(At(600), 8);
        _lag.StandbyTold(At(610), 7, null);

        Assert.Equal(ReadChoice.Primary, _lag.Choose(At(650)));
    }

    [Fact]
    public void Primary_that_fails_leaves_the_standby_with_its_age()
    {
        _lag.PrimaryTold(At(100), 7);
        _lag.StandbyTold(At(110), 7, null);
        _lag.PrimaryFailed();

        Assert.Equal(new ReadChoice(IsStandby: true, At(9_900), IsStale: true), _lag.Choose(At(10_000)));
    }

    [Fact]
    public void Primary_that_is_silent_leaves_the_standby_with_its_age()
    {
        _lag.PrimaryTold(At(100), 7);
        _lag.StandbyTold(At(110), 7, null);

        Assert.Equal(new ReadChoice(IsStandby: true, At(600), IsStale: true), _lag.Choose(At(700)));
    }

    [Fact]
    public void What_was_written_here_is_read_from_the_primary_until_the_standby_has_it()
    {
        _lag.PrimaryTold(At(100), 7);
        _lag.StandbyTold(At(110), 7, null);
        _lag.Wrote(At(150));
        var before = _lag.Choose(At(160));
        _lag.PrimaryTold(At(200), 8);
        _lag.StandbyTold(At(210), 8, null);

        Assert.False(before.IsStandby);
        Assert.True(_lag.Choose(At(220)).IsStandby);
    }

    [Fact]
    public void Standby_that_was_promoted_is_not_read_while_the_primary_answers()
    {
        _lag.PrimaryTold(At(100), 7);
        _lag.StandbyTold(At(110), null, null);

        Assert.False(_lag.Choose(At(120)).IsStandby);
    }

    [Fact]
    public void Standby_that_does_not_answer_is_not_read()
    {
        _lag.PrimaryTold(At(100), 7);
        _lag.StandbyTold(At(110), 7, null);
        _lag.StandbyFailed();
        _lag.PrimaryFailed();

        Assert.Equal(ReadChoice.Primary, _lag.Choose(At(120)));
    }

    [Fact]
    public void Without_any_word_of_the_primary_the_last_transaction_tells_the_age()
    {
        _lag.PrimaryFailed();
        _lag.StandbyTold(At(1_000), 7, At(4_000));

        Assert.Equal(new ReadChoice(IsStandby: true, At(4_500), IsStale: true), _lag.Choose(At(1_500)));
    }

    private static TimeSpan At(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
