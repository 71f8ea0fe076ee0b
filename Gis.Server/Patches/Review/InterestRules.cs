using Gis.Server.Rules;

namespace Gis.Server.Patches.Review;

/// <summary>What a declared interest must say.</summary>
internal static class InterestRules
{
    public const int MostReasonChars = 500;
    public const int MostValueChars = 120;

    private static readonly string[] Kinds = InterestWords.Kind.Split(' ');

    /// <param name="wish">What is declared.</param>
    /// <param name="isKnownArea">The value is the code of an area of the tree, or of a township or village below one.</param>
    /// <param name="today">In China's time.</param>
    public static Result<InterestWish> Declare(InterestWish wish, bool isKnownArea, DateOnly today)
    {
        var tidy = wish with { Value = wish.Value?.Trim(), Reason = wish.Reason?.Trim(), ValidFrom = wish.ValidFrom ?? today };
        return !Kinds.Contains(tidy.Kind) ? Refusal.Bad("kind", string.Join(", ", Kinds))
            : tidy.Value is not { Length: >= 2 and <= MostValueChars } value || value.Any(char.IsControl) ? Refusal.Bad("value", $"2 … {MostValueChars} characters without control characters")
            : tidy.Kind == "area" && !isKnownArea ? Refusal.Bad("value", "the code of a county, or of 9 or 12 digits of a township or village in it")
            : tidy.Reason is not { Length: >= 1 and <= MostReasonChars } reason || reason.Any(char.IsControl) ? Refusal.Bad("reason", $"1 … {MostReasonChars} characters without control characters")
            : tidy.ValidTo < tidy.ValidFrom ? Refusal.Bad("validTo", "the first day or a later one")
            : tidy.ValidTo < today ? Refusal.Bad("validTo", "today or a later day")
            : tidy;
    }
}
