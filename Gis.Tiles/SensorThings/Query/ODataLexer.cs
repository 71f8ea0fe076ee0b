using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Tiles.Filters;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>Cuts an OData expression into tokens.</summary>
internal sealed partial class ODataLexer(string text)
{
    private int _at;

    public ODataToken Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        var place = (_at + 1).ToString(CultureInfo.InvariantCulture);
        if (_at == text.Length)
        {
            return new ODataToken(ODataTokenKind.End, "", place);
        }

        var match = Tokens().Match(text, _at);
        if (!match.Success)
        {
            throw new FilterFault(place, text[_at] == '\'' ? "accepted-filter-quote" : "accepted-sta-operand");
        }

        _at += match.Length;
        foreach (var kind in (ReadOnlySpan<ODataTokenKind>)[ODataTokenKind.Time, ODataTokenKind.Day, ODataTokenKind.Clock, ODataTokenKind.Number, ODataTokenKind.Sign])
        {
            if (match.Groups[kind.ToString()].Success)
            {
                return new ODataToken(kind, match.Value, place);
            }
        }

        return match.Groups["Quoted"] is { Success: true } quoted
            ? new ODataToken(KindOf(match.Groups["Type"].Value), quoted.Value.Replace("''", "'", StringComparison.Ordinal), place)
            : new ODataToken(ODataTokenKind.Word, match.Value, place);
    }

    private static ODataTokenKind KindOf(string type) => type switch
    {
        "geography" or "geometry" => ODataTokenKind.Geometry,
        "duration" => ODataTokenKind.Duration,
        _ => ODataTokenKind.Text,
    };

    [GeneratedRegex(
        """
        \G(?:
            (?<Time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))
            |(?<Day>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9T]))
            |(?<Clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)
            |(?<Number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
            |(?<Type>geography|geometry|duration)?'(?<Quoted>(?:[^']|'')*)'
            |(?<Word>[@\p{L}_][\p{L}\p{Nd}_.@]*(?:/[@\p{L}_][\p{L}\p{Nd}_.@]*)*)
            |(?<Sign>[(),])
        )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
