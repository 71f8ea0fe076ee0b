using System.Globalization;
using Gis.Server.Patches.Evidence;
using Gis.Tiles;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>The cases of the light table's own rule (<c>image-pair.test.ts</c>): paper and screen show the same pair.</summary>
public sealed class ScenePair_Tests
{
    private static readonly DateOnly Earlier = new(2025, 10, 8);
    private static readonly DateOnly Later = new(2026, 10, 12);

    private static long s_next;

    [Fact]
    public void It_is_the_latest_before_the_earlier_date_and_the_earliest_after_the_later_one()
    {
        var (right, after) = (Scene("2025-10-08"), Scene("2026-10-12"));

        Assert.Equal((right, after), ScenePair.Choose([Scene("2026-11-01"), after, Scene("2026-03-01"), right, Scene("2025-01-01")], Earlier, Later));
    }

    [Fact]
    public void It_passes_over_clouds_where_an_older_picture_is_clear()
    {
        var clear = Scene("2025-06-01", 3);

        Assert.Equal(clear, ScenePair.Choose([clear, Scene("2025-10-01", 80), Scene("2026-10-12")], Earlier, Later).Before);
    }

    [Fact]
    public void It_takes_the_least_cloudy_where_all_are_cloudy()
    {
        var better = Scene("2025-06-01", 40);

        Assert.Equal(better, ScenePair.Choose([Scene("2025-10-01", 90), better, Scene("2026-10-12")], Earlier, Later).Before);
    }

    [Fact]
    public void It_trusts_a_picture_that_does_not_tell_its_clouds_only_where_none_is_clear()
    {
        var (untold, clear) = (Scene("2025-10-07", null), Scene("2025-10-01", 5));

        Assert.Equal(clear, ScenePair.Choose([untold, clear], Earlier, Later).Before);
        Assert.Equal(untold, ScenePair.Choose([untold, Scene("2025-10-01", 60)], Earlier, Later).Before);
    }

    [Fact]
    public void It_prefers_what_shows_the_whole_patch_and_of_one_day_the_finer()
    {
        var whole = Scene("2025-10-01");
        var fine = Scene("2026-10-12") with { ResolutionM = 0.8 };

        Assert.Equal((whole, fine), ScenePair.Choose([Scene("2025-10-07") with { Covers = false }, whole, Scene("2026-10-12") with { ResolutionM = 10 }, fine], Earlier, Later));
    }

    [Fact]
    public void The_nearest_stands_in_where_none_lies_beyond_the_date()
    {
        var (before, after) = (Scene("2025-12-01"), Scene("2026-09-01"));

        Assert.Equal((before, after), ScenePair.Choose([before, after], Earlier, Later));
    }

    [Fact]
    public void It_is_never_the_same_picture_twice_nor_the_wrong_way_round()
    {
        var only = Scene("2025-01-01");

        Assert.Equal((only, null), ScenePair.Choose([only], Earlier, Later));
        Assert.Null(ScenePair.Choose([Scene("2026-11-01")], Earlier, Later).Before);
    }

    [Fact]
    public void Without_dates_it_is_the_newest_and_the_one_before_it()
    {
        var (middle, last) = (Scene("2025-01-01"), Scene("2026-01-01"));

        Assert.Equal((middle, last), ScenePair.Choose([Scene("2024-01-01"), last, middle], null, null));
        Assert.Equal((null, null), ScenePair.Choose([], null, null));
    }

    [Fact]
    public void A_moment_is_of_the_day_that_it_was_in_China() =>
        Assert.Equal(new DateOnly(2025, 10, 9), ScenePair.DayOf(Scene("2025-10-08") with { At = new DateTimeOffset(2025, 10, 8, 17, 0, 0, TimeSpan.Zero) }));

    private static DatedPicture Scene(string day, double? cloud = 0) =>
        new(++s_next, "scenes", "影像", "Scenes", "", DateTimeOffset.Parse($"{day}T00:00:00Z", CultureInfo.InvariantCulture), day, "GF-2", cloud, 1, Covers: true);
}
