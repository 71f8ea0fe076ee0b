using Gis.Server.Rules;

namespace Gis.Server.Patches.Review;

/// <summary>What stands against an act because of an interest or of a second verdict; and the second verdict itself.</summary>
internal static class ReviewRules
{
    public static Refusal Interest { get; } =
        new("patch-interest", "已申报与该图斑的利害关系，须回避。", "An interest in this patch is declared; somebody else has to look at it.");

    public static Refusal AssigneeInterest { get; } =
        new("patch-interest", "该人员已申报与该图斑的利害关系，不能派发。", "This person has declared an interest in the patch; give it to somebody else.") { Parameter = "assignee" };

    /// <summary>The evidence of a patch is not made for those who may not see its verdict yet.</summary>
    public static Refusal Sealed { get; } =
        new("patch-sealed", "该图斑正待第二人盲审，审完前不提供判定与证据。", "This patch waits for its second, blind verdict; until then its evidence is not made.");

    private static readonly Refusal Waits =
        new("patch-second-waits", "该图斑已被抽中，须先由第二人盲审。", "The patch was drawn for a second, blind verdict; that has to be given first.");

    private static readonly Refusal Differ =
        new("patch-second-differs", "两人判定不一致，须由上级裁定。", "The two verdicts differ; an officer above has to settle them.");

    /// <summary>Whoever gave the verdict may give another while it is sealed; others give theirs blind.</summary>
    public static Refusal? AgainstVerdict(PatchStanding patch) =>
        patch.Review.HasInterest ? Interest
        : patch.Review.IsSealed && patch.JudgedBy != patch.Review.Caller ? Waits
        : patch.Review.Differs ? Differ : null;

    public static Refusal? AgainstUndo(PatchStanding patch) =>
        patch.Review.SecondBy is null ? null
        : new Refusal("patch-second-given", "已有第二人判定，不能再撤销。", "A second verdict was given on it; the first cannot be taken back any more.");

    /// <summary>Stands against sending on and, but for the second verdict, against sending back.</summary>
    public static Refusal? AgainstMove(PatchStanding patch) =>
        patch.Review.HasInterest ? Interest
        : patch.Review.IsSealed ? Waits
        : patch.Review.Differs ? Differ : null;

    /// <summary>The second verdict, by somebody who may judge there, has not spoken on the patch and was not told.</summary>
    public static Result<PatchFact> Second(PatchStanding patch, VerdictRequest wish, PatchCodes codes)
    {
        var said = PatchRules.Judge(patch with { Review = ReviewStanding.None }, wish, codes);
        return said.Refusal?.Code == "patch-changed" ? Blind(said.Refusal)
            : AgainstSecond(patch) is { } no ? no
            : said.Fact is { } fact ? fact with { Kind = "second", State = null }
            : said;
    }

    /// <summary>Decides between two verdicts that differ, as the word of the level above: the patch stands then as if that level had reviewed it.</summary>
    public static Result<PatchFact> Settle(PatchStanding patch, VerdictRequest wish, PatchCodes codes)
    {
        var said = PatchRules.Judge(patch with { Review = ReviewStanding.None }, wish, codes);
        return said.Fact is not { } fact ? said
            : AgainstSettling(patch) is { } no ? no
            : string.IsNullOrWhiteSpace(wish.Reason) ? Refusal.Bad("reason", $"1 … {PatchRules.MostReasonChars} characters that say why")
            : codes.Verdict(fact.Verdict)?.Lawful is not { } lawful ? Refusal.Bad("verdict", "one that is lawful or unlawful, for it settles the matter")
            : fact with
            {
                State = !patch.CallerTop ? "reviewed" : lawful ? "closed" : "case",
                Details = new { checklist = wish.Checklist, settles = new { first = patch.Verdict, second = patch.Review.SecondVerdict } },
            };
    }

    public static PatchReview ToCard(PatchStanding? patch, ReviewStanding review, bool isBlind) => new(
        review.IsSealed,
        isBlind,
        patch is not null && AgainstSecond(patch) is null,
        patch is not null && AgainstSettling(patch) is null,
        review.Differs,
        review.HasInterest,
        review is { SecondVerdict: { } verdict, SecondAt: { } at } ? new SecondOpinion(review.SecondName ?? "", verdict, review.SecondReason, at) : null);

    /// <summary>What remains of what the state alone allows.</summary>
    public static PatchAllowed Narrow(PatchAllowed allowed, PatchStanding patch) => allowed with
    {
        Judge = allowed.Judge && AgainstVerdict(patch) is null,
        Undo = allowed.Undo && AgainstUndo(patch) is null,
        SendOn = allowed.SendOn && AgainstMove(patch) is null,
        SendBack = allowed.SendBack && AgainstMove(patch) is null,
    };

    private static Refusal? AgainstSecond(PatchStanding patch) =>
        patch.Review.HasInterest ? Interest
        : !patch.Review.IsSealed ? new Refusal("patch-second-none", "该图斑不需要第二人判定。", "This patch waits for no second verdict.")
        : patch.Review.HasSpoken ? new Refusal("patch-second-own", "须由未判定过该图斑的人员盲审。", "It takes somebody who has not given a verdict on this patch.")
        : null;

    private static Refusal? AgainstSettling(PatchStanding patch) =>
        patch.Review.HasInterest ? Interest
        : !patch.Review.Differs ? new Refusal("patch-settle-none", "该图斑没有待裁定的分歧。", "There are no two verdicts here that differ.")
        : !patch.CallerAbove ? new Refusal("patch-level", "须由上级裁定。", "This takes an officer of an area above the patch's own.")
        : patch.Review.HasSpoken ? new Refusal("patch-own-verdict", "不能裁定本人参与的判定。", "Whoever gave one of the verdicts cannot settle them.")
        : null;

    /// <summary>Says that it changed, and not what was said of it.</summary>
    private static Refusal Blind(Refusal refusal) =>
        refusal with { Facts = refusal.Facts.Where(fact => fact.Key != "verdict").ToDictionary(fact => fact.Key, fact => fact.Value) };
}
