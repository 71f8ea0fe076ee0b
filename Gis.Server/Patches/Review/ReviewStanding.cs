namespace Gis.Server.Patches.Review;

/// <summary>What the rules know of a patch's second verdict and of whoever asks.</summary>
/// <param name="Caller">The account that asks.</param>
/// <param name="IsSealed">It was drawn for a second verdict and has none yet: only whoever gave the first sees it.</param>
/// <param name="Differs">The second verdict is another than the first.</param>
/// <param name="HasSpoken">The caller has given a verdict on this patch before, first or second.</param>
/// <param name="HasInterest">The caller has a declared interest in it.</param>
internal sealed record ReviewStanding(
    long Caller, bool IsSealed, bool Differs, long? SecondBy, string? SecondName, string? SecondVerdict, string? SecondReason, DateTimeOffset? SecondAt, bool HasSpoken, bool HasInterest)
{
    /// <summary>Nothing stands against anything.</summary>
    public static ReviewStanding None { get; } = new(0, IsSealed: false, Differs: false, null, null, null, null, null, HasSpoken: false, HasInterest: false);
}
