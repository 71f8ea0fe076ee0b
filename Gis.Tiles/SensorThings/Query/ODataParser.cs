using System.Globalization;
using System.Xml;
using Gis.Tiles.Crs;
using Gis.Tiles.Filters;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>Reads $filter (OData 4, as far as OGC 18-088 has it) by recursive descent into the tree of filters; what each part must be is checked later, by <see cref="ODataCompiler"/>.</summary>
internal sealed class ODataParser
{
    private const int MostDurationDays = 3_660;

    private static readonly string[] Reserved = ["and", "or", "not", "eq", "ne", "gt", "ge", "lt", "le", "add", "sub", "mul", "div", "mod"];

    private readonly FilterBudget _budget = new();
    private readonly ODataLexer _lexer;
    private ODataToken _current;

    private ODataParser(string text)
    {
        FilterBudget.CheckLength(text);
        _lexer = new ODataLexer(text);
        _current = _lexer.Next();
    }

    public static Expression Parse(string text)
    {
        var parser = new ODataParser(text);
        var filter = parser.Or();
        return parser._current.Kind == ODataTokenKind.End ? filter : throw new FilterFault(parser._current.Place, "accepted-sta-operator");
    }

    private Expression Or() => Chain("or", And);

    private Expression And() => Chain("and", Not);

    private Expression Chain(string op, Func<Expression> part)
    {
        var place = _current.Place;
        List<Expression> parts = [part()];
        while (TakeWord(op))
        {
            parts.Add(part());
        }

        return parts.Count == 1 ? parts[0] : Made(op, place, [.. parts]);
    }

    private Expression Not()
    {
        var place = _current.Place;
        if (!TakeWord("not"))
        {
            return Compared();
        }

        _budget.Enter(place);
        var negated = Made("not", place, Not());
        _budget.Leave();
        return negated;
    }

    private Expression Compared()
    {
        var left = Sum();
        if (_current is { Kind: ODataTokenKind.Word } word && ODataFunctions.Comparison.ContainsKey(word.Text))
        {
            Take();
            return Made(word.Text, word.Place, left, Sum());
        }

        return left;
    }

    private Expression Sum() => Arithmetic(Product, ODataFunctions.Sums);

    private Expression Product() => Arithmetic(Operand, ODataFunctions.Products);

    private Expression Arithmetic(Func<Expression> part, string[] operators)
    {
        var left = part();
        while (_current is { Kind: ODataTokenKind.Word } word && operators.Contains(word.Text))
        {
            Take();
            left = Made(word.Text, word.Place, left, part());
        }

        return left;
    }

    private Expression Operand()
    {
        var token = _current;
        _budget.TakeNode(token.Place);
        switch (token.Kind)
        {
            case ODataTokenKind.Number:
                Take();
                return Literals.Number(token.Text, token.Place);
            case ODataTokenKind.Text:
                Take();
                return Literals.Text(token.Text, token.Text, token.Place);
            case ODataTokenKind.Time:
                Take();
                return Moment(token);
            case ODataTokenKind.Day:
                Take();
                return DateOnly.TryParseExact(token.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? new DayLiteral(day, token.Place)
                    : throw new FilterFault(token.Place, "accepted-sta-time");
            case ODataTokenKind.Clock:
                Take();
                return TimeOnly.TryParse(token.Text, CultureInfo.InvariantCulture, out var clock) ? new ClockLiteral(clock, token.Place) : throw new FilterFault(token.Place, "accepted-sta-time");
            case ODataTokenKind.Duration:
                Take();
                return Duration(token);
            case ODataTokenKind.Geometry:
                Take();
                return Geometry(token);
            case ODataTokenKind.Word:
                Take();
                return OfWord(token);
            case ODataTokenKind.Sign when token.Text == "(":
                return InBrackets(token.Place);
            default:
                throw new FilterFault(token.Place, "accepted-sta-operand");
        }
    }

    private Expression InBrackets(string place)
    {
        _budget.Enter(place);
        Take();
        var inner = Or();
        NeedSign(")");
        _budget.Leave();
        return inner;
    }

    private Expression OfWord(ODataToken word) =>
        _current.IsSign("(") && !Reserved.Contains(word.Text) ? Function(word)
        : word.Text switch
        {
            "true" or "false" => new BooleanLiteral(word.Text == "true", word.Place),
            "null" => new NullLiteral(word.Place),
            _ => Reserved.Contains(word.Text) ? throw new FilterFault(word.Place, "accepted-sta-operand") : new PropertyReference(word.Text, word.Place),
        };

    private Operation Function(ODataToken name)
    {
        if (!ODataFunctions.All.TryGetValue(name.Text, out var function))
        {
            throw new FilterFault(name.Place, ODataFunctions.Names);
        }

        _budget.Enter(name.Place);
        Take();
        List<Expression> arguments = [];
        if (!_current.IsSign(")"))
        {
            arguments.Add(Or());
            while (_current.IsSign(","))
            {
                Take();
                arguments.Add(Or());
            }
        }

        NeedSign(")");
        _budget.Leave();
        return arguments.Count <= function.Takes.Length && arguments.Count >= function.Takes.Length - function.Optional.Count
            ? Made(name.Text, name.Place, [.. arguments])
            : throw new FilterFault(name.Place, "accepted-sta-arguments");
    }

    private static InstantLiteral Moment(ODataToken token) =>
        DateTimeOffset.TryParse(token.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new InstantLiteral(at, at, token.Place)
            : throw new FilterFault(token.Place, "accepted-sta-time");

    private static DurationLiteral Duration(ODataToken token)
    {
        try
        {
            var span = XmlConvert.ToTimeSpan(token.Text);
            return Math.Abs(span.TotalDays) <= MostDurationDays ? new DurationLiteral(span, token.Place) : throw new FilterFault(token.Place, "accepted-sta-duration");
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new FilterFault(token.Place, "accepted-sta-duration");
        }
    }

    /// <summary>WKT, longitude before latitude; <c>SRID=4326;</c> before it is what it means anyway.</summary>
    private GeometryLiteral Geometry(ODataToken token)
    {
        const string srid = "SRID=4326;";
        var wkt = token.Text.StartsWith(srid, StringComparison.Ordinal) ? token.Text[srid.Length..] : token.Text;
        try
        {
            var cursor = new TextCursor(wkt);
            if (!TextGeometry.Begins(cursor.Current, cursor.Peek))
            {
                throw new FilterFault(token.Place, "accepted-sta-geometry");
            }

            var geometry = new TextGeometry(cursor, new GeometryBuilder(ReferenceSystems.Crs84, _budget), _budget).Read();
            return cursor.Current.Kind == TextTokenKind.End ? geometry with { Place = token.Place } : throw new FilterFault(token.Place, "accepted-sta-geometry");
        }
        catch (FilterFault fault)
        {
            throw new FilterFault(token.Place, fault.Accepted);
        }
    }

    private void Take() => _current = _lexer.Next();

    private bool TakeWord(string word)
    {
        var isIt = _current.IsWord(word);
        if (isIt)
        {
            Take();
        }

        return isIt;
    }

    private void NeedSign(string sign)
    {
        if (!_current.IsSign(sign))
        {
            throw new FilterFault(_current.Place, sign);
        }

        Take();
    }

    private Operation Made(string op, string place, params Expression[] arguments)
    {
        _budget.TakeNode(place);
        return new Operation(op, arguments, place);
    }
}
