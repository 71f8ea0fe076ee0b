using Gis.Tiles.Crs;

namespace Gis.Tiles.Filters;

/// <summary>Reads a filter in CQL2 text (OGC 21-065r2, annex B) by recursive descent; what each part must be is checked later, by <see cref="FilterCompiler"/>.</summary>
internal sealed class TextParser
{
    private static readonly string[] Keywords = ["AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "DIV"];

    private readonly FilterBudget _budget = new();
    private readonly TextCursor _cursor;
    private readonly TextGeometry _geometry;

    private TextParser(string text, ReferenceSystem system)
    {
        FilterBudget.CheckLength(text);
        _cursor = new TextCursor(text);
        _geometry = new TextGeometry(_cursor, new GeometryBuilder(system, _budget), _budget);
    }

    public static Expression Parse(string text, ReferenceSystem system)
    {
        var parser = new TextParser(text, system);
        var filter = parser.Or();
        return parser._cursor.Current.Kind == TextTokenKind.End ? filter : throw new FilterFault(parser._cursor.Place, "accepted-filter-operator");
    }

    private Expression Or() => Chain("or", "OR", And);

    private Expression And() => Chain("and", "AND", Not);

    private Expression Chain(string op, string keyword, Func<Expression> part)
    {
        var place = _cursor.Place;
        List<Expression> parts = [part()];
        while (_cursor.TakeWord(keyword))
        {
            parts.Add(part());
        }

        return parts.Count == 1 ? parts[0] : Made(op, place, [.. parts]);
    }

    private Expression Not()
    {
        var place = _cursor.Place;
        if (!_cursor.TakeWord("NOT"))
        {
            return Predicate();
        }

        _budget.Enter(place);
        var negated = Made("not", place, Not());
        _budget.Leave();
        return negated;
    }

    private Expression Predicate()
    {
        var left = Sum();
        var place = _cursor.Place;
        if (_cursor.Current is { Kind: TextTokenKind.Sign } sign && Operators.Comparison.Contains(sign.Text))
        {
            _cursor.Take();
            return Made(sign.Text, place, left, Sum());
        }

        if (_cursor.TakeWord("IS"))
        {
            var isNot = _cursor.TakeWord("NOT");
            _cursor.NeedWord("NULL");
            return Negated(isNot, Made("isnull", place, left), place);
        }

        var not = _cursor.TakeWord("NOT");
        return _cursor.TakeWord("LIKE") ? Negated(not, Made("like", place, left, Sum()), place)
            : _cursor.TakeWord("BETWEEN") ? Negated(not, Between(left, place), place)
            : _cursor.TakeWord("IN") ? Negated(not, Made("in", place, left, List()), place)
            : not ? throw new FilterFault(_cursor.Place, "LIKE, BETWEEN, IN")
            : left;
    }

    private Operation Between(Expression left, string place)
    {
        var least = Sum();
        _cursor.NeedWord("AND");
        return Made("between", place, left, least, Sum());
    }

    private ListLiteral List()
    {
        var place = _cursor.Place;
        _cursor.NeedSign("(");
        List<Expression> items = [Sum()];
        while (_cursor.TakeSign(","))
        {
            items.Add(Sum());
        }

        _cursor.NeedSign(")");
        return new ListLiteral(items, place);
    }

    private Expression Sum() => Arithmetic(Term, "+", "-");

    private Expression Term() => Arithmetic(Power, "*", "/", "%", "div");

    private Expression Arithmetic(Func<Expression> part, params string[] signs)
    {
        var left = part();
        while (signs.FirstOrDefault(sign => _cursor.Current.IsSign(sign) || _cursor.Current.IsWord(sign)) is { } op)
        {
            var place = _cursor.Take().Place;
            left = Made(op, place, left, part());
        }

        return left;
    }

    private Expression Power()
    {
        var left = Factor();
        var place = _cursor.Place;
        return _cursor.TakeSign("^") ? Made("^", place, left, Factor()) : left;
    }

    private Expression Factor()
    {
        var place = _cursor.Place;
        if (_cursor.TakeSign("-") || _cursor.Current.IsSign("+"))
        {
            var isPlus = _cursor.TakeSign("+");
            _budget.Enter(place);
            var operand = Factor();
            _budget.Leave();
            return isPlus ? operand : operand is NumberLiteral number ? number with { Digits = Opposite(number.Digits) } : Made("-", place, new NumberLiteral("0", place), operand);
        }

        return Primary();
    }

    private static string Opposite(string digits) => digits[0] == '-' ? digits[1..] : $"-{digits}";

    private Expression Primary()
    {
        var token = _cursor.Current;
        _budget.TakeNode(token.Place);
        switch (token.Kind)
        {
            case TextTokenKind.Number:
                _cursor.Take();
                return Literals.Number(token.Text, token.Place);
            case TextTokenKind.Text:
                _cursor.Take();
                return Literals.Text(token.Text, token.Pattern, token.Place);
            case TextTokenKind.Name:
                _cursor.Take();
                return new PropertyReference(token.Text, token.Place);
            case TextTokenKind.Word:
                return OfWord(token);
            case TextTokenKind.Sign when token.Text == "(":
                return InBrackets(token.Place);
            default:
                throw new FilterFault(token.Place, "accepted-filter-operand");
        }
    }

    private Expression InBrackets(string place)
    {
        _budget.Enter(place);
        _cursor.Take();
        var inner = Or();
        _cursor.NeedSign(")");
        _budget.Leave();
        return inner;
    }

    private Expression OfWord(TextToken word)
    {
        var next = _cursor.Peek;
        if (word.IsWord("TRUE") || word.IsWord("FALSE"))
        {
            _cursor.Take();
            return new BooleanLiteral(word.IsWord("TRUE"), word.Place);
        }

        if (TextGeometry.Begins(word, next))
        {
            return _geometry.Read();
        }

        if (next.IsSign("("))
        {
            return Function(word);
        }

        _cursor.Take();
        return Keywords.Contains(word.Text, StringComparer.OrdinalIgnoreCase)
            ? throw new FilterFault(word.Place, "accepted-filter-operand")
            : new PropertyReference(word.Text, word.Place);
    }

    private Expression Function(TextToken word)
    {
        if (word.IsWord("DATE") || word.IsWord("TIMESTAMP") || word.IsWord("INTERVAL"))
        {
            return Temporal(word);
        }

        var op = word.Text.ToLowerInvariant();
        if (!Operators.IsFunction(op))
        {
            throw new FilterFault(word.Place, Operators.FunctionNames);
        }

        _budget.Enter(word.Place);
        _cursor.Take();
        _cursor.NeedSign("(");
        var left = Sum();
        _cursor.NeedSign(",");
        var right = Sum();
        _cursor.NeedSign(")");
        _budget.Leave();
        return Made(op, word.Place, left, right);
    }

    private Expression Temporal(TextToken word)
    {
        _cursor.Take();
        _cursor.NeedSign("(");
        Expression made;
        if (word.IsWord("INTERVAL"))
        {
            var start = IntervalEnd();
            _cursor.NeedSign(",");
            made = Literals.Interval(start, IntervalEnd(), word.Place);
        }
        else
        {
            var text = _cursor.NeedText("accepted-filter-instant");
            made = (word.IsWord("DATE") ? Literals.Day(text.Text, text.Place) : Literals.Time(text.Text, text.Place)) ?? throw new FilterFault(text.Place, "accepted-filter-instant");
        }

        _cursor.NeedSign(")");
        return made;
    }

    private Expression? IntervalEnd()
    {
        _budget.TakeNode(_cursor.Place);
        if (_cursor.Current.Kind is TextTokenKind.Word or TextTokenKind.Name)
        {
            var name = _cursor.Take();
            return new PropertyReference(name.Text, name.Place);
        }

        var text = _cursor.NeedText("accepted-filter-instant");
        return Literals.End(text.Text, text.Place);
    }

    private Operation Made(string op, string place, params Expression[] arguments)
    {
        _budget.TakeNode(place);
        return new Operation(op, arguments, place);
    }

    private Operation Negated(bool not, Operation operation, string place) => not ? Made("not", place, operation) : operation;
}
