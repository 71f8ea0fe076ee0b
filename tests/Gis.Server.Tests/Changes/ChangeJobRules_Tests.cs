using Gis.Server.Changes.Jobs;
using Xunit;

namespace Gis.Server.Tests.Changes;

/// <summary>What may be asked of a detection, and when.</summary>
public sealed class ChangeJobRules_Tests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly ChangeImage Image = new("a.tif", 1000, 100, 100, 4, ["Byte"], TakenOn: null, [114, 38, 115, 39]);

    private static readonly ChangeJobWish Wish = new("2026-11", new DateOnly(2025, 10, 8), new DateOnly(2026, 10, 12));

    private static ChangeJob Job(string state = "open", params string[] slots) => new(
        1, "130102", 7, "Wei", state, slots.ToDictionary(slot => slot, _ => Image), Wish: null, Stage: null, Percent: 0, Ahead: null, Problem: null, Account: null, Pictures: null, Batch: null, BatchCode: null,
        Entered: null, Refused: null, DateTimeOffset.UnixEpoch, AskedAt: null, StartedAt: null, EndedAt: null, KeptUntil: null);

    [Fact]
    public void Open_job_with_both_images_may_start() => Assert.Null(ChangeJobRules.Start(Job("open", "before", "after"), Wish, Today));

    [Fact]
    public void Missing_image_is_named() => Assert.Equal("after", ChangeJobRules.Start(Job("open", "before"), Wish, Today)?.Parameter);

    [Theory]
    [InlineData("waiting")]
    [InlineData("running")]
    [InlineData("done")]
    public void What_was_asked_for_is_not_asked_again(string state)
    {
        Assert.Equal("change-not-open", ChangeJobRules.Start(Job(state, "before", "after"), Wish, Today)?.Code);
        Assert.Equal("change-not-open", ChangeJobRules.Send(Job(state))?.Code);
    }

    public static TheoryData<string> Unfit => ["code", "beforeOn", "afterOn", "due", "minAreaM2", "beforeSensor", "qaBand", "qaBits", "pictureBands", "origin"];

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Unfit_wish_names_its_field(string field)
    {
        var wish = field switch
        {
            "code" => Wish with { Code = " " },
            "beforeOn" => Wish with { BeforeOn = null },
            "afterOn" => Wish with { AfterOn = Wish.BeforeOn },
            "due" => Wish with { Due = Today.AddDays(-1) },
            "minAreaM2" => Wish with { MinAreaM2 = double.NaN },
            "beforeSensor" => Wish with { BeforeSensor = new string('x', 61) },
            "qaBand" => Wish with { QaBand = 5 },
            "qaBits" => Wish with { QaBits = [32] },
            "pictureBands" => Wish with { PictureBands = [1, 2] },
            _ => Wish with { Origin = "invented" },
        };

        Assert.Equal(field, ChangeJobRules.Start(Job("open", "before", "after"), wish, Today)?.Parameter);
    }

    [Fact]
    public void Without_a_day_patches_are_due_at_the_end_of_the_month() =>
        Assert.Equal(new DateOnly(2026, 11, 30), ChangeJobRules.Whole(Wish, Today).Due);

    [Theory]
    [InlineData("open", true)]
    [InlineData("waiting", true)]
    [InlineData("running", true)]
    [InlineData("done", false)]
    [InlineData("cancelled", false)]
    public void Only_what_has_not_ended_is_cancelled(string state, bool may) => Assert.Equal(may, ChangeJobRules.Cancel(Job(state)) is null);

    [Fact]
    public void Job_that_outlived_two_servers_is_broken() =>
        Assert.Equal(("waiting", "broken"), (ChangeJobRules.AfterEnd(1), ChangeJobRules.AfterEnd(2)));

    [Fact]
    public void Each_stage_is_followed_by_the_next() =>
        Assert.Equal(
            ("normalise", "patches", "pictures", "pictures"),
            (ChangeJobWords.After("read"), ChangeJobWords.After("write"), ChangeJobWords.After("patches"), ChangeJobWords.After("pictures")));
}
