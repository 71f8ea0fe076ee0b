using Gis.Demo.Land.Output;
using Gis.Demo.Terrain;

namespace Gis.Demo.Review;

/// <summary>
/// Which patches the demo's people have worked on, and how far: each list of the workplace gets something, all four cities take part, and by far the most
/// patches stay for whoever tries the demo. The same truth gives the same plan.
/// </summary>
internal static class ReviewPlan
{
    private const string Jinzhou = "130183";
    private const string Wuan = "130481";
    private const string Changli = "130322";
    private const string Jingxiu = "130602";

    private static readonly (string Area, string Story, Course Course, Detour Detour)[] Wanted =
    [
        (Jinzhou, "basic_farmland", Course.Rectifying, Detour.None),
        (Jinzhou, "basic_farmland", Course.Agreed, Detour.None),
        (Jinzhou, "basic_farmland", Course.Differs, Detour.None),
        (Jinzhou, "basic_farmland", Course.Settled, Detour.None),
        (Jinzhou, "basic_farmland", Course.Judged, Detour.None),
        (Jinzhou, "unapproved", Course.Rectified, Detour.Field),
        (Jinzhou, "unapproved", Course.Submitted, Detour.SentBack),
        (Jinzhou, "unapproved", Course.Judged, Detour.None),
        (Jinzhou, "unapproved", Course.InField, Detour.None),
        (Jinzhou, "unapproved", Course.Assigned, Detour.None),
        (Jinzhou, "more_than_approved", Course.Confirmed, Detour.None),
        (Jinzhou, "more_than_approved", Course.Refused, Detour.None),
        (Jinzhou, "more_than_approved", Course.Returned, Detour.None),
        (Jinzhou, "more_than_approved", Course.Assigned, Detour.None),
        (Jinzhou, "approval_expired", Course.Accepted, Detour.None),
        (Jinzhou, "facility_expired", Course.Verified, Detour.Field),
        (Jinzhou, "facility_expired", Course.InField, Detour.None),
        (Jinzhou, "other_use", Course.Reviewed, Detour.None),
        (Jinzhou, "orchard_on_field", Course.Judged, Detour.None),
        (Jinzhou, "approved_supplied", Course.Confirmed, Detour.None),
        (Jinzhou, "approved_supplied", Course.Judged, Detour.None),
        (Jinzhou, "rebuilt", Course.Confirmed, Detour.None),
        (Jinzhou, "rural_road", Course.Submitted, Detour.None),
        (Jinzhou, "planting", Course.Reviewed, Detour.None),

        (Wuan, "mining_without_right", Course.Overdue, Detour.Field),
        (Wuan, "basic_farmland", Course.Agreed, Detour.None),
        (Wuan, "basic_farmland", Course.Judged, Detour.None),
        (Wuan, "unapproved", Course.Submitted, Detour.None),
        (Wuan, "unapproved", Course.InField, Detour.None),
        (Wuan, "more_than_approved", Course.Rectifying, Detour.None),
        (Wuan, "temporary_expired", Course.Returned, Detour.None),
        (Wuan, "approval_expired", Course.Assigned, Detour.None),
        (Wuan, "approved_supplied", Course.Confirmed, Detour.None),
        (Wuan, "temporary_approved", Course.Confirmed, Detour.None),

        (Changli, "basic_farmland", Course.Reviewed, Detour.None),
        (Changli, "basic_farmland", Course.Judged, Detour.None),
        (Changli, "unapproved", Course.Confirmed, Detour.None),
        (Changli, "approved_after_start", Course.Accepted, Detour.None),
        (Changli, "facility_expired", Course.Judged, Detour.None),
        (Changli, "other_use", Course.Submitted, Detour.SentBack),
        (Changli, "more_than_approved", Course.Assigned, Detour.None),
        (Changli, "red_line", Course.Judged, Detour.None),
        (Changli, "facility_filed", Course.Confirmed, Detour.None),
        (Changli, "approved_supplied", Course.Confirmed, Detour.None),

        (Jingxiu, "basic_farmland", Course.Differs, Detour.None),
        (Jingxiu, "basic_farmland", Course.Rectifying, Detour.None),
        (Jingxiu, "unapproved", Course.Rectified, Detour.None),
        (Jingxiu, "unapproved", Course.Submitted, Detour.None),
        (Jingxiu, "more_than_approved", Course.Refused, Detour.None),
        (Jingxiu, "approved_after_start", Course.Rectified, Detour.None),
        (Jingxiu, "temporary_expired", Course.Judged, Detour.None),
        (Jingxiu, "other_use", Course.Assigned, Detour.None),
        (Jingxiu, "approved_supplied", Course.Confirmed, Detour.None),
        (Jingxiu, "no_change", Course.Confirmed, Detour.None),
    ];

    /// <summary>In the order of work; what the land has no patch for is left out.</summary>
    public static IReadOnlyList<PlannedWork> Of(IReadOnlyList<Truth.Patch> truth)
    {
        var free = truth.GroupBy(patch => (Area: patch.Number[..6], patch.Story))
            .ToDictionary(group => group.Key, group => new Queue<Truth.Patch>(group.OrderBy(patch => Dice.Hash($"review|{patch.Number}"))));
        var works = new List<PlannedWork>(Wanted.Length);
        foreach (var (area, story, course, detour) in Wanted)
        {
            if (free.GetValueOrDefault((area, story))?.TryDequeue(out var patch) == true)
            {
                works.Add(new PlannedWork(patch, Team.All.Single(team => team.Area == area), course, detour, works.Count(work => work.Team.Area == area) + 1));
            }
        }

        return works;
    }
}
