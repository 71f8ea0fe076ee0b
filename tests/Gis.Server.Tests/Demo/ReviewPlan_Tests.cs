using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Output;
using Gis.Demo.Review;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class ReviewPlan_Tests
{
    private const int LeastOpen = 320;

    /// <summary>Each window with all its stories, as its batch tells them.</summary>
    private static readonly IReadOnlyList<Truth.Patch> Everything =
    [
        .. LandWindow.All.SelectMany(window => Story.All
            .Where(story => story.Only is null || story.Only == window.Country)
            .SelectMany(story => Enumerable.Repeat(story, story.Count))
            .Select((story, i) => new Truth.Patch($"{window.County}-2026-10-{i + 1:D4}", story.Name, story.Verdict, story.IsLawful, story.Name == "basic_farmland"))),
    ];

    private static readonly DemoPatch Known = new(1, "n", "overlaid", 1_234.4, 1_000, 800, [115, 38], [114.9, 37.9, 115.1, 38.1], 7);

    [Fact]
    public void The_same_truth_gives_the_same_plan_in_whatever_order_it_comes()
    {
        Assert.Equal(ReviewPlan.Of(Everything), ReviewPlan.Of([.. Everything.Reverse()]));
    }

    [Fact]
    public void By_far_the_most_patches_stay_open()
    {
        var plan = ReviewPlan.Of(Everything);

        Assert.Equal(plan.Count, plan.Select(work => work.Number).Distinct().Count());
        Assert.True(Everything.Count - plan.Count >= LeastOpen, $"{Everything.Count - plan.Count} stay open");
        var judged = plan.Count(work => !work.Truth.IsLawful && work.Course > Course.Verified);
        Assert.InRange(judged / (double)Everything.Count(patch => !patch.IsLawful), 0.1, 0.34);
    }

    [Fact]
    public void Each_course_occurs_and_each_county_works()
    {
        var plan = ReviewPlan.Of(Everything);

        Assert.Equal(Enum.GetValues<Course>(), plan.Select(work => work.Course).Distinct().Order());
        Assert.Equal(Enum.GetValues<Detour>(), plan.Select(work => work.Detour).Distinct().Order());
        Assert.Equal(LandWindow.All.Select(window => window.County).Order(), plan.Select(work => work.Team.Area).Distinct().Order());
        Assert.All(plan, work => Assert.StartsWith(work.Team.Area, work.Number, StringComparison.Ordinal));
    }

    [Fact]
    public void A_land_without_a_story_goes_without_its_work()
    {
        var plan = ReviewPlan.Of([.. Everything.Where(patch => patch.Story != "basic_farmland")]);

        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, work => work.Truth.Story == "basic_farmland");
    }

    [Fact]
    public void What_is_not_clear_is_never_sent_on_and_only_the_unlawful_become_cases()
    {
        var plan = ReviewPlan.Of(Everything);

        Assert.All(plan.Where(work => work.Truth.Verdict == "U"), work => Assert.True(work.Course <= Course.Judged, work.Number));
        Assert.All(plan.Where(work => work.Course >= Course.Rectifying), work => Assert.False(work.Truth.IsLawful, work.Number));
        Assert.All(plan.Where(work => work.Course is Course.Agreed or Course.Differs or Course.Settled), work => Assert.Equal("V5", work.Truth.Verdict));
    }

    [Fact]
    public void What_a_document_proves_takes_no_picture()
    {
        Assert.All(ReviewPlan.Of(Everything).Where(work => work.Course == Course.Accepted), work => Assert.NotEqual("demolish", Measures.KindOf(work.Truth.Story)));
    }

    [Fact]
    public void Nobody_reviews_or_judges_twice_what_is_his_own()
    {
        Assert.All(Team.All, team => Assert.DoesNotContain(team.County, new[] { team.Second, team.City, team.Of(Post.Province) }));
        Assert.All(ReviewPlan.Of(Everything).Where(work => work.Course == Course.Settled), work => Assert.NotEqual(work.Team.Second, work.Team.City));
    }

    [Fact]
    public void Officers_have_words_for_every_work()
    {
        foreach (var work in ReviewPlan.Of(Everything))
        {
            Assert.All(
                (string[])[Wording.Verdict(work.Truth.Story, Known, isAgain: true), Wording.Alike(work.Truth.Story, Known), Wording.Grounds(work, Known)],
                text => Assert.InRange(text.Length, 10, 1_000));
            Assert.EndsWith("（演示）", Wording.PartyOf(work.Truth.Story, work.Team), StringComparison.Ordinal);
        }

        Assert.Contains("1234平方米（1.85亩）", Wording.Verdict("unapproved", Known, isAgain: false), StringComparison.Ordinal);
    }

    public static TheoryData<string> Courses => [.. Enum.GetNames<Course>()];

    [Theory]
    [MemberData(nameof(Courses))]
    public void A_script_goes_on_wherever_it_was_interrupted(string course)
    {
        foreach (var acts in ScriptsOf(course))
        {
            for (var done = 0; done <= acts.Count; done++)
            {
                Assert.Equal(acts.Skip(done), Script.Left(acts, [("issued", null), ("triaged", null), .. acts.Take(done).Select(Happening)], Name)!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Courses))]
    public void A_script_goes_on_where_nothing_was_drawn_for_a_second_verdict(string course)
    {
        foreach (var acts in ScriptsOf(course))
        {
            Assert.All(Script.Left(acts, acts.Where(act => !act.IsIfDrawn).Select(Happening), Name)!, act => Assert.True(act.IsIfDrawn));
        }
    }

    [Fact]
    public void A_patch_on_which_somebody_else_has_acted_is_left_to_him()
    {
        var acts = Script.Of(Course.Submitted, Detour.None);

        Assert.Null(Script.Left(acts, [("assigned", "City"), ("judged", "somebody else")], Name));
        Assert.Null(Script.Left(acts, [("assigned", "City"), ("judged", "County"), ("undone", "County")], Name));
        Assert.Null(Script.Left(acts, [.. acts.Select(Happening), ("sent_back", "City")], Name));
    }

    private static IEnumerable<IReadOnlyList<ReviewAct>> ScriptsOf(string course) => Enum.GetValues<Detour>().Select(detour => Script.Of(Enum.Parse<Course>(course), detour));

    private static (string Kind, string? By) Happening(ReviewAct act) => (
        act.Kind switch
        {
            ActKind.Assign => "assigned",
            ActKind.CheckField => "verified",
            ActKind.Judge or ActKind.Settle => "judged",
            ActKind.Second => "second",
            ActKind.SendOn => "sent_on",
            ActKind.SendBack => "sent_back",
            ActKind.File => "case_filed",
            ActKind.PayFine or ActKind.FinishWork => "rectified",
            _ => "accepted",
        },
        Name(act.By));

    private static string Name(Post post) => post.ToString();
}
