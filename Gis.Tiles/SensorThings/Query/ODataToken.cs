namespace Gis.Tiles.SensorThings.Query;

/// <summary>A word, value or sign of an OData expression.</summary>
/// <param name="Place">Number of its first character, from 1.</param>
internal readonly record struct ODataToken(ODataTokenKind Kind, string Text, string Place)
{
    public bool IsWord(string word) => Kind == ODataTokenKind.Word && Text == word;

    public bool IsSign(string sign) => Kind == ODataTokenKind.Sign && Text == sign;
}

/// <summary>What a token is.</summary>
internal enum ODataTokenKind
{
    End,

    /// <summary>A keyword, the name of a function, or a path of names divided by strokes.</summary>
    Word,
    Number,
    Text,
    Time,
    Day,
    Clock,
    Geometry,
    Duration,
    Sign,
}
