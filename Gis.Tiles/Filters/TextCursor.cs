namespace Gis.Tiles.Filters;

/// <summary>Walks over the tokens of CQL2 text, one looked ahead.</summary>
internal sealed class TextCursor
{
    private readonly TextLexer _lexer;
    private TextToken? _ahead;

    public TextCursor(string text)
    {
        _lexer = new TextLexer(text);
        Current = _lexer.Next();
    }

    public TextToken Current { get; private set; }

    public string Place => Current.Place;

    public TextToken Peek => _ahead ??= _lexer.Next();

    public TextToken Take()
    {
        var taken = Current;
        Current = Peek;
        _ahead = null;
        return taken;
    }

    public bool TakeWord(string keyword) => TakeIf(Current.IsWord(keyword));

    public bool TakeSign(string sign) => TakeIf(Current.IsSign(sign));

    public void NeedWord(string keyword)
    {
        if (!TakeWord(keyword))
        {
            throw new FilterFault(Place, keyword);
        }
    }

    public void NeedSign(string sign)
    {
        if (!TakeSign(sign))
        {
            throw new FilterFault(Place, sign);
        }
    }

    public TextToken NeedText(string accepted) => Current.Kind == TextTokenKind.Text ? Take() : throw new FilterFault(Place, accepted);

    private bool TakeIf(bool isIt)
    {
        if (isIt)
        {
            Take();
        }

        return isIt;
    }
}
