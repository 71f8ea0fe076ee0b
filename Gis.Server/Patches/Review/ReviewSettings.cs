using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Review;

/// <summary>How many of the judged patches of a group get a second verdict.</summary>
/// <param name="Group">harm: said lawful though basic farmland or red line is touched; lawful; basic_farmland: V5; unlawful; open: not yet clear.</param>
/// <param name="Rate">0 … 1.</param>
internal sealed record SecondRate([property: Words(ReviewWords.Group)] string Group, double Rate);

/// <summary>How long a patch may stay in a state.</summary>
/// <param name="Unit">working_days from the day it came into it, or month_end: to the last day of that month.</param>
/// <param name="Days">Null with month_end.</param>
internal sealed record PatchTerm(string State, [property: Words(ReviewWords.Unit)] string Unit, int? Days);

/// <summary>A day that is not what its weekday says.</summary>
/// <param name="Works">A weekend that is worked, or false: a holiday.</param>
internal sealed record CalendarDay(DateOnly Day, bool Works, string? Note);

/// <summary>Rates of second verdicts, terms of states, and the days of the calendar.</summary>
internal sealed record ReviewSettings(IReadOnlyList<SecondRate> Rates, IReadOnlyList<PatchTerm> Terms, IReadOnlyList<CalendarDay> Calendar);

/// <summary>What is to be set; what is null stays. A given calendar replaces the whole one.</summary>
internal sealed record ReviewSettingsWish(IReadOnlyList<SecondRate>? Rates, IReadOnlyList<PatchTerm>? Terms, IReadOnlyList<CalendarDay>? Calendar);

/// <summary>The closed lists of words of these settings.</summary>
internal static class ReviewWords
{
    public const string Group = "harm lawful basic_farmland unlawful open";
    public const string Unit = "working_days month_end";
}
