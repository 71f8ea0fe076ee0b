using System.Globalization;
using System.Text;

namespace Gis.Tiles.Filters;

/// <summary>Cuts CQL2 text into words, numbers, strings and signs.</summary>
internal sealed class TextLexer(string text)
{
    private int _at;

    public TextToken Next()
    {
        while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] is '\u0085'))
        {
            _at++;
        }

        var place = (_at + 1).ToString(CultureInfo.InvariantCulture);
        return _at == text.Length ? new TextToken(TextTokenKind.End, "", "", place)
            : text[_at] == '\'' ? Quoted(place)
            : text[_at] == '"' ? Name(place)
            : char.IsAsciiDigit(text[_at]) || (text[_at] == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])) ? Number(place)
            : IsNameStart(text[_at]) ? Word(place)
            : Sign(place);
    }

    private TextToken Word(string place)
    {
        var start = _at;
        while (_at < text.Length && IsNamePart(text[_at]))
        {
            _at++;
        }

        return Plain(TextTokenKind.Word, text[start.._at], place);
    }

    private TextToken Name(string place)
    {
        var end = text.IndexOf('"', _at + 1);
        if (end < 0)
        {
            throw new FilterFault(place, "accepted-filter-quote");
        }

        var name = text[(_at + 1)..end];
        _at = end + 1;
        return Plain(TextTokenKind.Name, name, place);
    }

    private TextToken Number(string place)
    {
        var start = _at;
        Digits();
        if (Is('.'))
        {
            _at++;
            Digits();
        }

        if (Is('e') || Is('E'))
        {
            _at++;
            if (Is('+') || Is('-'))
            {
                _at++;
            }

            Digits();
        }

        return Plain(TextTokenKind.Number, text[start.._at], place);
    }

    /// <summary>A string: '' and \' are a quote, \n and its like are control characters, \\ is a backslash; before anything else the backslash stays, for LIKE.</summary>
    private TextToken Quoted(string place)
    {
        var value = new StringBuilder();
        var pattern = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            var (plain, inPattern, length) = Character();
            if (length == 0)
            {
                _at++;
                return new TextToken(TextTokenKind.Text, value.ToString(), pattern.ToString(), place);
            }

            value.Append(plain);
            pattern.Append(inPattern);
            _at += length - 1;
        }

        throw new FilterFault(place, "accepted-filter-quote");
    }

    /// <summary>The character here, how it stands in a pattern, and over how many it is written: none at the closing quote.</summary>
    private (string Plain, string InPattern, int Length) Character()
    {
        var next = _at + 1 < text.Length ? text[_at + 1] : '\0';
        return (text[_at], next) switch
        {
            ('\'', '\'') or ('\\', '\'') => ("'", "'", 2),
            ('\'', _) => ("", "", 0),
            ('\\', '\\') => ("\\", @"\\", 2),
            ('\\', 'a') => ("\a", "\a", 2),
            ('\\', 'b') => ("\b", "\b", 2),
            ('\\', 't') => ("\t", "\t", 2),
            ('\\', 'n') => ("\n", "\n", 2),
            ('\\', 'v') => ("\v", "\v", 2),
            ('\\', 'f') => ("\f", "\f", 2),
            ('\\', 'r') => ("\r", "\r", 2),
            var (here, _) => (here.ToString(), here.ToString(), 1),
        };
    }

    private TextToken Sign(string place)
    {
        var two = _at + 1 < text.Length ? text.Substring(_at, 2) : "";
        var sign = two is "<>" or "<=" or ">=" ? two : text[_at].ToString();
        _at += sign.Length;
        return "()+-*/%^,=<>".Contains(sign[0], StringComparison.Ordinal) ? Plain(TextTokenKind.Sign, sign, place) : throw new FilterFault(place, "accepted-filter-sign");
    }

    private void Digits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }
    }

    private bool Is(char sign) => _at < text.Length && text[_at] == sign;

    private static bool IsNameStart(char sign) => sign is ':' or '_' || char.IsLetter(sign) || char.IsSurrogate(sign);

    private static bool IsNamePart(char sign) => IsNameStart(sign) || sign == '.' || char.IsAsciiDigit(sign) || char.GetUnicodeCategory(sign) == UnicodeCategory.NonSpacingMark;

    private static TextToken Plain(TextTokenKind kind, string text, string place) => new(kind, text, text, place);
}
