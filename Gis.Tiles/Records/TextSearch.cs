using System.Text.RegularExpressions;

namespace Gis.Tiles.Records;

/// <summary>The parameter <c>q</c>: terms divided by commas, of which one suffices; words of a term stand together in this order, in any case.</summary>
internal sealed partial record TextSearch(IReadOnlyList<string> Terms)
{
    private const int MostCharacters = 400;
    private const int MostTerms = 50;

    public static TextSearch? TryParse(string text)
    {
        var terms = text.Split(',').Select(Plain).Where(term => term.Length > 0).ToList();
        return text.Length <= MostCharacters && terms.Count is > 0 and <= MostTerms ? new TextSearch(terms) : null;
    }

    public bool Matches(IEnumerable<string> texts) =>
        texts.Select(Plain).Any(text => Terms.Any(term => text.Contains(term, StringComparison.OrdinalIgnoreCase)));

    private static string Plain(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
