using Gis.Server.Rules;

namespace Gis.Server.Patches.Review;

/// <summary>What may be set.</summary>
internal static class ReviewSettingsRules
{
    public const int MostDays = 5_000;
    private const int LongestTerm = 250;
    private const int MostNoteChars = 200;

    private static readonly string[] Groups = ReviewWords.Group.Split(' ');

    /// <param name="wish">What is to be set.</param>
    /// <param name="states">Those that have a term.</param>
    public static Result<ReviewSettingsWish> Set(ReviewSettingsWish wish, IReadOnlyCollection<string> states) =>
        wish.Rates is { } rates && (rates.Any(one => one is null || !Groups.Contains(one.Group) || !(one.Rate is >= 0 and <= 1)) || rates.DistinctBy(one => one.Group).Count() != rates.Count)
            ? Refusal.Bad("rates", $"each of {string.Join(", ", Groups)} at most once, with a rate 0 … 1")
        : wish.Terms is { } terms && (terms.Any(one => one is null || !states.Contains(one.State) || !IsTerm(one)) || terms.DistinctBy(one => one.State).Count() != terms.Count)
            ? Refusal.Bad("terms", $"each of {string.Join(", ", states)} at most once, in working_days with days 1 … {LongestTerm}, or as month_end without days")
        : wish.Calendar is { } days && (days.Count > MostDays || days.Any(one => one is null || one.Day.Year is < 2000 or > 2100 || one.Note?.Length > MostNoteChars) || days.DistinctBy(one => one.Day).Count() != days.Count)
            ? Refusal.Bad("calendar", $"up to {MostDays} days of 2000 … 2100, each once, with a note of up to {MostNoteChars} characters")
        : wish;

    private static bool IsTerm(PatchTerm term) => term.Unit == "working_days" ? term.Days is >= 1 and <= LongestTerm : term is { Unit: "month_end", Days: null };
}
