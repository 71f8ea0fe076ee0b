namespace Gis.Demo.Review;

/// <summary>One act, and who does it.</summary>
/// <param name="To">Who is given the patch, where it is given to somebody.</param>
internal sealed record ReviewAct(ActKind Kind, Post By, Post? To = null)
{
    /// <summary>Done only where the patch was drawn for a second verdict, which nobody knows before.</summary>
    public bool IsIfDrawn => Kind is ActKind.Second or ActKind.Settle;

    /// <summary>Whether a happening in a patch's history, by its kind, is this act.</summary>
    public bool Is(string happened) => happened == Kind switch
    {
        ActKind.Assign => "assigned",
        ActKind.CheckField => "verified",
        ActKind.Judge or ActKind.Settle => "judged",
        ActKind.Second => "second",
        ActKind.SendOn => "sent_on",
        ActKind.SendBack => "sent_back",
        ActKind.File => "case_filed",
        ActKind.PayFine or ActKind.FinishWork => "rectified",
        _ => happened is "accepted" or "refused" ? happened : "accepted",
    };
}
