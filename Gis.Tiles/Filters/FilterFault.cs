namespace Gis.Tiles.Filters;

/// <summary>Ends the reading of a filter that can't be used; caught where the reading began, <see cref="Filter"/>.</summary>
/// <param name="place">Where in the caller's text.</param>
/// <param name="accepted">A code of <c>problems.json</c>, or the words that are accepted.</param>
internal sealed class FilterFault(string place, string accepted) : Exception($"{accepted} at {place}")
{
    public string Place { get; } = place;

    public string Accepted { get; } = accepted;
}
