namespace Gis.Demo.Review;

/// <summary>The papers of a case: its numbers, its measures and their days.</summary>
internal static class CaseFile
{
    /// <summary>Numbers below are left to whoever tries the demo.</summary>
    private const int FirstNumber = 100;

    private const int NoticeDays = 25;
    private const int OrderedDays = 20;
    private const int OverdueDays = 3;
    private const int FineDays = 15;

    private static readonly int[] WorkDays = [30, 1, 15, 60];

    /// <summary>Where the work is overdue it was ordered when the office saw the land, weeks before the case came to be filed here.</summary>
    public static object Of(PlannedWork work, DemoPatch patch, DateOnly today)
    {
        var isOverdue = work.Course == Course.Overdue;
        var ordered = isOverdue ? today.AddDays(-OrderedDays) : today;
        var kind = Measures.KindOf(work.Truth.Story);
        return new
        {
            number = Document(work, "执立", today),
            party = Wording.PartyOf(work.Truth.Story, work.Team),
            notice = Document(work, "执告", today),
            noticeOn = isOverdue ? today.AddDays(-NoticeDays) : today,
            grounds = Wording.Grounds(work, patch),
            revision = patch.Revision,
            measures = new object[]
            {
                new { kind = "fine", areaM2 = Math.Round(patch.AreaM2, 2), amountCny = (double?)Measures.FineCny(patch.AreaM2), document = Document(work, "执罚", today), orderedOn = ordered, due = ordered.AddDays(FineDays) },
                new
                {
                    kind, areaM2 = Math.Round(patch.AreaM2, 2), amountCny = (double?)null, document = Document(work, kind == "legalise" ? "执改" : "执决", today), orderedOn = ordered,
                    due = isOverdue ? today.AddDays(-OverdueDays) : today.AddDays(WorkDays[work.Serial % WorkDays.Length]),
                },
            },
        };
    }

    private static string Document(PlannedWork work, string word, DateOnly today) => $"{work.Team.Office}{word}〔{today.Year}〕{FirstNumber + work.Serial}号";
}
