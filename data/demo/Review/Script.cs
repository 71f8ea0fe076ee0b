namespace Gis.Demo.Review;

/// <summary>The acts that bring a patch along its course, and which of them are left.</summary>
internal static class Script
{
    /// <summary>Happenings that are people's acts; comparisons, reminders and the lines of single measures are not.</summary>
    private static readonly string[] Acts = ["changed", "assigned", "verified", "judged", "undone", "second", "sent_on", "sent_back", "case_filed", "rectified", "accepted", "refused"];

    public static IReadOnlyList<ReviewAct> Of(Course course, Detour detour) =>
    [
        .. Given(course, detour),
        .. course <= Course.Verified ? [] : Judged(course),
        .. course < Course.Submitted ? [] : SentOn(course, detour),
        .. course < Course.Rectifying ? [] : Case(course),
    ];

    /// <param name="history">Kind of each happening and the display name of whoever did it, the oldest first.</param>
    /// <param name="nameOf">Display name of whoever holds a post.</param>
    /// <returns>Null where somebody else has acted on the patch: then it is his.</returns>
    public static IReadOnlyList<ReviewAct>? Left(IReadOnlyList<ReviewAct> acts, IEnumerable<(string Kind, string? By)> history, Func<Post, string> nameOf)
    {
        var at = 0;
        foreach (var (kind, by) in history.Where(one => Acts.Contains(one.Kind)))
        {
            while (at < acts.Count && acts[at].IsIfDrawn && !(acts[at].Is(kind) && nameOf(acts[at].By) == by))
            {
                at++;
            }

            if (at == acts.Count || !acts[at].Is(kind) || nameOf(acts[at].By) != by)
            {
                return null;
            }

            at++;
        }

        return [.. acts.Skip(at)];
    }

    private static IEnumerable<ReviewAct> Given(Course course, Detour detour) => course == Course.InField ? [new(ActKind.Assign, Post.County, Post.Inspector)]
        : detour == Detour.Field ? [new(ActKind.Assign, Post.County, Post.Inspector), new(ActKind.CheckField, Post.Inspector)]
        : [new(ActKind.Assign, Post.City, Post.County)];

    private static IEnumerable<ReviewAct> Judged(Course course) => course switch
    {
        Course.Judged => [new(ActKind.Judge, Post.County)],
        Course.Settled => [new(ActKind.Judge, Post.County), new(ActKind.Second, Post.Second), new(ActKind.Settle, Post.City)],
        _ => [new(ActKind.Judge, Post.County), new(ActKind.Second, Post.Second)],
    };

    private static IEnumerable<ReviewAct> SentOn(Course course, Detour detour)
    {
        yield return new(ActKind.SendOn, Post.County);
        if (detour == Detour.SentBack || course == Course.Returned)
        {
            yield return new(ActKind.SendBack, Post.City);
        }

        if (detour == Detour.SentBack)
        {
            yield return new(ActKind.Judge, Post.County);
            yield return new(ActKind.SendOn, Post.County);
        }

        if (course >= Course.Reviewed)
        {
            yield return new(ActKind.SendOn, Post.City);
        }

        if (course >= Course.Confirmed)
        {
            yield return new(ActKind.SendOn, Post.Province);
        }
    }

    private static IEnumerable<ReviewAct> Case(Course course)
    {
        yield return new(ActKind.File, Post.County);
        yield return new(ActKind.PayFine, Post.County);
        if (course >= Course.Rectified)
        {
            yield return new(ActKind.FinishWork, Post.County);
        }

        if (course >= Course.Refused)
        {
            yield return new(ActKind.Prove, Post.City);
        }
    }
}
