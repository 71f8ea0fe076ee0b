namespace Gis.Server.Patches.Review;

/// <summary>The second verdict of a patch.</summary>
/// <param name="By">Display name.</param>
internal sealed record SecondOpinion(string By, string Verdict, string? Reason, DateTimeOffset At);

/// <summary>What a card tells of the second verdict, and what the caller may do about it.</summary>
/// <param name="IsAwaited">The patch was drawn, and nobody has given the second verdict yet.</param>
/// <param name="IsBlind">Because of that, verdict, suggestion, reasons and the history of judging are kept from the caller.</param>
/// <param name="MaySecond">The caller may give it.</param>
/// <param name="MaySettle">The two differ, and the caller may decide between them.</param>
/// <param name="HasInterest">The caller has a declared interest here, and neither judges nor is given it.</param>
internal sealed record PatchReview(bool IsAwaited, bool IsBlind, bool MaySecond, bool MaySettle, bool Differs, bool HasInterest, SecondOpinion? Second);
