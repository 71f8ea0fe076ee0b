namespace Gis.Demo.Review;

/// <summary>Lets the people of a county bring their patches along, act by act, over the product's own interface.</summary>
/// <param name="checklists">What each verdict wants looked at.</param>
/// <param name="today">In China.</param>
internal sealed class ReviewWorker(IReadOnlyDictionary<string, DeskSession> people, IReadOnlyDictionary<string, IReadOnlyList<string>> checklists, DateOnly today)
{
    private const int MostTries = 3;
    private const int ProofDays = 20;

    /// <summary>By when those are due that nobody has looked at yet, days from today.</summary>
    private static readonly int[] GivenDays = [0, 1, 3, 4];

    /// <returns>Null where it came as far as it should; else why it stays where it is.</returns>
    public async Task<string?> BringAsync(PlannedWork work, long id, CancellationToken cancellationToken)
    {
        var card = await people[work.Team.County].GetAsync<DemoCard>($"api/patches/{id}", cancellationToken);
        if (Script.Left(Script.Of(work.Course, work.Detour), card.History.Select(one => (one.Kind, one.By)), post => people[work.Team.Of(post)].DisplayName) is not { } left)
        {
            return "somebody else has acted on it";
        }

        var wasSentBack = card.History.Any(one => one.Kind == "sent_back");
        foreach (var act in left)
        {
            if ((act.Kind == ActKind.Second && card.Review?.IsAwaited != true) || (act.Kind == ActKind.Settle && card.Review?.Differs != true))
            {
                continue;
            }

            var (next, refused) = await DoAsync(act, work, card, wasSentBack, cancellationToken);
            if (next is null)
            {
                return refused;
            }

            card = next;
            wasSentBack |= act.Kind == ActKind.SendBack;
        }

        return null;
    }

    private async Task<(DemoCard? Card, string? Refused)> DoAsync(ReviewAct act, PlannedWork work, DemoCard card, bool wasSentBack, CancellationToken cancellationToken)
    {
        var person = people[work.Team.Of(act.By)];
        var path = $"api/patches/{card.Patch.Id}";
        if (act.Kind == ActKind.CheckField)
        {
            var visit = await FieldVisit.MakeAsync(work, card.Patch, person, cancellationToken);
            var (said, late) = await person.PostAsync<object>($"{path}/field-check", visit, cancellationToken);
            return said is null ? (null, late!.Detail ?? late.Title) : (await person.GetAsync<DemoCard>(path, cancellationToken), null);
        }

        DeskRefusal? refused = null;
        for (var n = 0; n < MostTries; n++)
        {
            var (way, wish) = Wish(act, work, card.Patch, wasSentBack);
            (var next, refused) = await person.PostAsync<DemoCard>($"{path}/{way}", wish, cancellationToken);
            if (next is not null)
            {
                return (next, null);
            }

            if (!refused!.IsOutOfDate)
            {
                break;
            }

            card = await person.GetAsync<DemoCard>(path, cancellationToken);
        }

        return (null, refused!.Detail ?? refused.Title);
    }

    private (string Way, object Wish) Wish(ReviewAct act, PlannedWork work, DemoPatch patch, bool wasSentBack)
    {
        var (story, verdict, isLawful, revision) = (work.Truth.Story, work.Truth.Verdict, work.Truth.IsLawful, patch.Revision);
        var isUnlike = work.Course is Course.Differs or Course.Settled;
        return act.Kind switch
        {
            ActKind.Assign => ("assign", new { assignee = people[work.Team.Of(act.To!.Value)].AccountId, due = DueOf(work), revision }),
            ActKind.Judge => ("verdict", Verdict(verdict, Wording.Verdict(story, patch, wasSentBack), revision)),
            ActKind.Second => ("second-opinion", isUnlike ? Verdict("V1", Wording.Unlike(patch), revision) : Verdict(verdict, Wording.Alike(story, patch), revision)),
            ActKind.Settle => ("settle", Verdict(verdict, Wording.Settled(patch), revision)),
            ActKind.SendOn => ("send-on", new { reason = act.By switch { Post.County => Wording.SentOn(isLawful), Post.City => Wording.Reviewed(isLawful), _ => Wording.Confirmed(isLawful) }, revision }),
            ActKind.SendBack => ("send-back", new { reason = Wording.SentBack(work.Course), revision }),
            ActKind.File => ("case", CaseFile.Of(work, patch, today)),
            ActKind.PayFine => ($"measures/{Measures.Fine}/done", new { doneOn = today, note = Wording.Paid(Measures.FineCny(patch.AreaM2)), revision }),
            ActKind.FinishWork => ($"measures/{Measures.Work}/done", new { doneOn = today, note = Wording.Finished(Measures.KindOf(story)), revision }),
            _ when work.Course == Course.Accepted => ("prove", new { accepted = true, document = "罚款缴款书、补办用地批复（演示）", documentOn = today, reason = Wording.Proved, revision }),
            _ => ("prove", new { accepted = false, reason = Wording.NotProved, due = today.AddDays(ProofDays), revision }),
        };
    }

    /// <summary>Where nobody says a day the batch's own holds.</summary>
    private DateOnly? DueOf(PlannedWork work) => work.Course is Course.Assigned or Course.InField ? today.AddDays(GivenDays[work.Serial % GivenDays.Length]) : null;

    private object Verdict(string code, string reason, long revision) =>
        new { verdict = code, reason, checklist = checklists[code].ToDictionary(item => item, _ => true), revision };
}
