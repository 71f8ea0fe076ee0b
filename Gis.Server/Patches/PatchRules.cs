using Gis.Server.Patches.Review;
using Gis.Server.Rules;

namespace Gis.Server.Patches;

/// <summary>The course of a patch: judged by the county, sent on to the city, by it to the province, which closes it or makes it a case; each may send it back.</summary>
internal static class PatchRules
{
    public const int MostReasonChars = 1000;

    private const string Open = "U";

    private static readonly string[] ToJudge = ["issued", "overlaid", "assigned", "verified", "returned", "judged"];
    private static readonly string[] ToAssign = ["issued", "overlaid", "assigned", "verified", "returned"];

    public static Result<PatchFact> Judge(PatchStanding patch, VerdictRequest wish, PatchCodes codes)
    {
        if (Seen(patch, wish.Revision) is { } unseen)
        {
            return unseen;
        }

        if (ReviewRules.AgainstVerdict(patch) is { } held)
        {
            return held;
        }

        if (codes.Verdict(wish.Verdict) is not { } verdict)
        {
            return Refusal.Bad("verdict", string.Join(", ", codes.Verdicts.Select(one => one.Code)));
        }

        if (!ToJudge.Contains(patch.State))
        {
            return WrongState(patch, ToJudge);
        }

        if (verdict.Kinds is { } kinds && patch.Kind is { } kind && !kinds.Contains(kind))
        {
            return new Refusal("patch-verdict-kind", $"图斑类型 {kind} 不能判定为 {verdict.Code}。", $"A patch of kind {kind} cannot be judged {verdict.Code}.") { Accepted = string.Join(", ", kinds) };
        }

        if (verdict.NeedsReason && Tidy(wish.Reason) is null || !IsReason(wish.Reason))
        {
            return BadReason(verdict.NeedsReason);
        }

        return Checked(patch, verdict, wish.Checklist) ?? (Result<PatchFact>)new PatchFact("judged", "judged", verdict.Code, Reason: Tidy(wish.Reason), Details: new { checklist = wish.Checklist });
    }

    /// <summary>The last verdict is taken back by whoever gave it, until it was sent on.</summary>
    public static Result<PatchFact> Undo(PatchStanding patch, long? revision, long accountId) =>
        Seen(patch, revision) is { } unseen ? unseen
        : patch.State != "judged" ? WrongState(patch, ["judged"])
        : patch.JudgedBy != accountId ? new Refusal("patch-not-yours", "只能撤销本人的判定。", "Only whoever gave the verdict can take it back.")
        : ReviewRules.AgainstUndo(patch) is { } held ? held
        : new PatchFact("undone", patch.StateBefore ?? "overlaid", patch.VerdictBefore);

    public static Result<PatchFact> SendOn(PatchStanding patch, PatchMoveRequest wish, PatchCodes codes, long accountId)
    {
        if (Seen(patch, wish.Revision) is { } unseen)
        {
            return unseen;
        }

        if (!IsReason(wish.Reason))
        {
            return BadReason(isNeeded: false);
        }

        if (patch.State is not ("judged" or "submitted" or "reviewed"))
        {
            return WrongState(patch, ["judged", "submitted", "reviewed"]);
        }

        if (ReviewRules.AgainstMove(patch) is { } held)
        {
            return held;
        }

        if (codes.Verdict(patch.Verdict) is not { Lawful: { } lawful })
        {
            return new Refusal("patch-open", "尚不明确的图斑须先判定再上报。", $"Its verdict is {Open}, not yet clear; judge it before it is sent on.");
        }

        return patch.State == "judged" ? new PatchFact("sent_on", "submitted", Reason: Tidy(wish.Reason))
            : Above(patch, accountId) ?? (Result<PatchFact>)new PatchFact(
                "sent_on", patch.State == "submitted" ? "reviewed" : lawful ? "closed" : "case", Reason: Tidy(wish.Reason));
    }

    public static Result<PatchFact> SendBack(PatchStanding patch, PatchMoveRequest wish, long accountId) =>
        Seen(patch, wish.Revision) is { } unseen ? unseen
        : Tidy(wish.Reason) is null || !IsReason(wish.Reason) ? BadReason(isNeeded: true)
        : patch.State is not ("submitted" or "reviewed") ? WrongState(patch, ["submitted", "reviewed"])
        : ReviewRules.AgainstMove(patch) is { } held ? held
        : Above(patch, accountId) ?? (Result<PatchFact>)new PatchFact("sent_back", "returned", Reason: Tidy(wish.Reason));

    public static Result<PatchFact> Assign(PatchStanding patch, AssignPatchRequest wish, bool assigneeMayJudge, DateOnly today) =>
        Seen(patch, wish.Revision) is { } unseen ? unseen
        : wish.Assignee is not { } assignee || !assigneeMayJudge ? Refusal.Bad("assignee", "the id of an account that is an officer or inspector in the patch's area")
        : wish.Due < today ? Refusal.Bad("due", "today or a later day")
        : !ToAssign.Contains(patch.State) ? WrongState(patch, ToAssign)
        : new PatchFact("assigned", patch.State == "returned" ? null : "assigned", Assignee: assignee, Due: wish.Due);

    /// <summary>What the caller may do now, so that a screen need not guess.</summary>
    public static PatchAllowed Allowed(PatchStanding patch, long accountId) => new(
        ToJudge.Contains(patch.State),
        patch.State == "judged" && patch.JudgedBy == accountId,
        patch.Verdict != Open && (patch.State == "judged" || (patch.State is "submitted" or "reviewed" && Above(patch, accountId) is null)),
        patch.State is "submitted" or "reviewed" && Above(patch, accountId) is null,
        ToAssign.Contains(patch.State));

    internal static Refusal? Seen(PatchStanding patch, long? revision) =>
        revision is null ? Refusal.Bad("revision", "the revision of the patch as it was read")
        : revision != patch.Revision ? new Refusal("patch-changed", "该图斑已被他人处理，请重新查看。", "Somebody has acted on this patch meanwhile; look at it again.")
        {
            Facts = new Dictionary<string, object?> { ["revision"] = patch.Revision, ["state"] = patch.State, ["verdict"] = patch.Review.IsSealed ? null : patch.Verdict },
        }
        : null;

    /// <summary>Who judged a patch does not review it; the city's word takes an officer above the county, the province's one at the top.</summary>
    private static Refusal? Above(PatchStanding patch, long accountId) =>
        !(patch.State == "submitted" ? patch.CallerAbove : patch.CallerTop)
            ? new Refusal("patch-level", "须由上级审核。", patch.State == "submitted" ? "This takes an officer of an area above the patch's own." : "This takes an officer of the whole province.")
            : patch.JudgedBy == accountId ? new Refusal("patch-own-verdict", "不能审核本人的判定。", "Whoever gave the verdict cannot review it.") : null;

    private static Refusal? Checked(PatchStanding patch, PatchVerdict verdict, IReadOnlyDictionary<string, bool>? checklist)
    {
        var missing = verdict.Checklist.Where(item => checklist?.GetValueOrDefault(item) != true).ToList();
        return missing.Count > 0
            ? new Refusal("patch-checklist", $"核查清单未完成：{string.Join("、", missing)}。", $"The checklist of {verdict.Code} is not complete: {string.Join(", ", missing)}.")
            {
                Status = StatusCodes.Status400BadRequest,
                Parameter = "checklist",
                Accepted = string.Join(", ", verdict.Checklist.Select(item => $"{item}: true")),
            }
            : verdict.Checklist.Contains("no_basic_farmland") && patch.BasicFarmlandM2 > 0
                ? new Refusal(
                    "patch-contradiction", $"比对显示占用永久基本农田 {patch.BasicFarmlandM2:F0} 平方米，与判定 {verdict.Code} 矛盾。",
                    $"The comparison found {patch.BasicFarmlandM2:F0} m² of basic farmland, which contradicts {verdict.Code}.")
                : null;
    }

    internal static Refusal WrongState(PatchStanding patch, IReadOnlyList<string> accepted) =>
        new("patch-state", $"图斑当前状态为 {patch.State}，不能执行此操作。", $"The patch is {patch.State}; this takes one that is {string.Join(" or ", accepted)}.")
        {
            Facts = new Dictionary<string, object?> { ["state"] = patch.State },
        };

    internal static Refusal BadReason(bool isNeeded) => Refusal.Bad("reason", $"{(isNeeded ? 1 : 0)} … {MostReasonChars} characters without control characters");

    internal static bool IsReason(string? reason) =>
        reason is null || (reason.Trim().Length <= MostReasonChars && !reason.Any(sign => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t')));

    internal static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
