namespace Gis.Tiles.Filters;

/// <summary>A word, number, string or sign of CQL2 text.</summary>
/// <param name="Pattern">What a string says as a pattern of LIKE.</param>
/// <param name="Place">Number of its first character, from 1.</param>
internal readonly record struct TextToken(TextTokenKind Kind, string Text, string Pattern, string Place)
{
    /// <summary>A keyword, whatever its case.</summary>
    public bool IsWord(string keyword) => Kind == TextTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(string sign) => Kind == TextTokenKind.Sign && Text == sign;
}

/// <summary>What a token is.</summary>
internal enum TextTokenKind
{
    End,
    Word,

    /// <summary>A name in double quotes: never a keyword.</summary>
    Name,
    Number,
    Text,
    Sign,
}
