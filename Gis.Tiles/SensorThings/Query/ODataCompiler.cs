using System.Buffers;
using System.Globalization;
using Gis.Tiles.Crs;
using Gis.Tiles.Filters;
using Gis.Tiles.Layers;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>
/// Turns $filter and $orderby into SQL on rows f of an entity. As with <see cref="FilterCompiler"/> the text is made of words of this build alone, what the
/// caller wrote becomes parameters, and no condition fails on a row. Rows that a path leads to are those that the caller may see, so that none other shows.
/// </summary>
internal sealed class ODataCompiler(SqlParameters parameters, Func<StaEntity, string> scopeOf)
{
    private const int MostArithmetic = 50;
    private const int MostWays = 20;
    private const int PatternLength = 9;

    private static readonly SearchValues<char> PatternSigns = SearchValues.Create("TF*012");

    private int _arithmetic;
    private int _ways;

    public string Condition(Expression expression, StaRow row)
    {
        if (expression is Operation { Op: "and" or "or" or "not" } logic)
        {
            var parts = logic.Arguments.Select(argument => Condition(argument, row));
            return logic.Op == "not" ? $"(NOT {parts.Single()})" : $"({string.Join(logic.Op == "and" ? " AND " : " OR ", parts)})";
        }

        // A way to many: some of them are such that what is said of them holds.
        if (FirstWay(expression, row) is { } way)
        {
            return Exists(way.Navigation, way.Of, way.Path, next => Condition(expression, next), expression.Place);
        }

        return Of(StaKind.Boolean, expression, row).Sql;
    }

    /// <summary>What is sorted by: a property, also one of an entity that there is one of; with its type in the store.</summary>
    public (string Sql, StaProperty Property) Order(PropertyReference reference, StaRow row)
    {
        var (entity, steps, property) = ToProperty(reference, row.Entity);
        return property.Kind is StaKind.Geometry or StaKind.Json || reference.Name.Count(sign => sign == '/') > steps.Count
            ? throw new FilterFault(reference.Place, entity.Names)
            : (Along(row, steps, 0, reference.Place, last => property.SqlOf(last.Alias)), steps.Count == 0 ? property : property with { IsNeverNull = false });
    }

    private ODataValue Value(Expression expression, StaRow row) => expression switch
    {
        PropertyReference reference => Property(reference, row),
        TextLiteral text => new(StaKind.Text, $"{parameters.Add(text.Value)}::text"),
        NumberLiteral number => new(StaKind.Number, $"{parameters.Add(number.Digits)}::text::numeric"),
        BooleanLiteral boolean => new(StaKind.Boolean, boolean.Value ? "true" : "false"),
        InstantLiteral instant => new(StaKind.Instant, parameters.Add(instant.From)),
        DayLiteral day => new(StaKind.Day, parameters.Add(day.Value)),
        ClockLiteral clock => new(StaKind.Clock, parameters.Add(clock.Value)),
        DurationLiteral duration => new(StaKind.Duration, parameters.Add(duration.Value)),
        GeometryLiteral literal => new(StaKind.Geometry, new Shape(literal.Geometry, ReferenceSystems.Crs84).Sql(parameters)),
        Operation operation => OfOperation(operation, row),
        _ => throw new FilterFault(expression.Place, "accepted-sta-operand"),
    };

    private ODataValue OfOperation(Operation operation, StaRow row) =>
        operation.Op is "and" or "or" or "not" ? new(StaKind.Boolean, Condition(operation, row))
        : ODataFunctions.Comparison.TryGetValue(operation.Op, out var sign) ? new(StaKind.Boolean, $"({Compare(sign, operation.Arguments[0], operation.Arguments[1], row)})")
        : ODataFunctions.All.TryGetValue(operation.Op, out var function) ? Call(function, operation, row)
        : Arithmetic(operation, row);

    private string Compare(string sign, Expression left, Expression right, StaRow row)
    {
        if (left is NullLiteral || right is NullLiteral)
        {
            return sign is "=" or "<>"
                ? $"{Value(left is NullLiteral ? right : left, row).Sql} IS {(sign == "=" ? "" : "NOT ")}NULL"
                : throw new FilterFault(left.Place, "eq null, ne null");
        }

        var a = Value(left, row);
        var b = Value(right, row);
        if (a.IsWholeColumn && right is NumberLiteral { Digits: var digits } && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return $"{a.Sql} {sign} {parameters.Add(whole)}";
        }

        // A member of JSON is what it is compared with.
        a = a.Kind == StaKind.Json ? As(b.Kind == StaKind.Json ? StaKind.Text : b.Kind, a, left.Place) : a;
        b = b.Kind == StaKind.Json ? As(a.Kind, b, right.Place) : b;
        if (a.Kind != b.Kind)
        {
            throw new FilterFault(right.Place, Accepted(a.Kind));
        }

        return a.Kind switch
        {
            StaKind.Text => $"{a.Sql} {sign} {b.Sql} COLLATE \"C\"",
            StaKind.Number => $"{Decimal(a)} {sign} {Decimal(b)}",
            StaKind.Geometry => throw new FilterFault(left.Place, "accepted-filter-scalar"),
            _ => $"{a.Sql} {sign} {b.Sql}",
        };
    }

    private ODataValue Call(ODataFunction function, Operation operation, StaRow row)
    {
        var arguments = new List<object>();
        for (var i = 0; i < function.Takes.Length; i++)
        {
            arguments.Add(i < operation.Arguments.Count ? Argument(function, i, operation.Arguments[i], row) : function.Optional.Sql);
        }

        return new ODataValue(function.Gives, $"({string.Format(CultureInfo.InvariantCulture, function.Sql, [.. arguments])})");
    }

    private string Argument(ODataFunction function, int index, Expression argument, StaRow row)
    {
        // Simple features know no relation of mixed collections but whether they meet.
        if (function.IsRelation && argument is GeometryLiteral { Geometry: GeometryCollection and not (MultiPoint or MultiLineString or MultiPolygon) }
            && !function.Sql.Contains("Intersects", StringComparison.Ordinal))
        {
            throw new FilterFault(argument.Place, "accepted-filter-collection");
        }

        if (function.IsRelation && index == 2 && (argument is not TextLiteral { Value: { Length: PatternLength } pattern } || pattern.AsSpan().ContainsAnyExcept(PatternSigns)))
        {
            throw new FilterFault(argument.Place, "accepted-sta-pattern");
        }

        return Of(function.Takes[index], argument, row).Sql;
    }

    private ODataValue Arithmetic(Operation operation, StaRow row)
    {
        if (++_arithmetic > MostArithmetic)
        {
            throw new FilterFault(operation.Place, "accepted-filter-size");
        }

        var a = Value(operation.Arguments[0], row);
        if (a.Kind == StaKind.Instant && operation.Op is "add" or "sub" && operation.Arguments[1] is DurationLiteral duration)
        {
            return new ODataValue(StaKind.Instant, $"({a.Sql} {(operation.Op == "add" ? '+' : '-')} {parameters.Add(duration.Value)})");
        }

        var left = Of(StaKind.Number, operation.Arguments[0], row).Sql;
        var right = Of(StaKind.Number, operation.Arguments[1], row).Sql;
        return new ODataValue(StaKind.Number, operation.Op switch
        {
            "add" => $"({left} + {right})",
            "sub" => $"({left} - {right})",
            "mul" => $"({left} * {right})",
            "div" => $"({left} / nullif({right}, 0))",
            _ => $"({left} % nullif({right}, 0))",
        });
    }

    private ODataValue Property(PropertyReference reference, StaRow row)
    {
        var names = reference.Name.Split('/');
        var bound = Bound(names, row);
        var rest = names[bound.Depth..];
        var (entity, steps, property) = ToProperty(reference with { Name = string.Join('/', rest) }, bound.Row.Entity);
        var members = rest[(steps.Count + 1)..];

        // The id of the one related stands in the row itself.
        if (steps is [{ IdSql: { } idSql }] && property == entity.IdProperty)
        {
            var id = idSql.Replace("{p}", bound.Row.Alias, StringComparison.Ordinal);
            return new ODataValue(property.Kind, id, property.Type == "bigint");
        }

        if (property.Kind == StaKind.Json && members.Length > 0)
        {
            var path = $"{parameters.Add(members)}::text[]";
            return new ODataValue(StaKind.Json, Along(bound.Row, steps, 0, reference.Place, last => $"({property.SqlOf(last.Alias)} #> {path})"));
        }

        return members.Length > 0
            ? throw new FilterFault(reference.Place, entity.Names)
            : new ODataValue(property.Kind, Along(bound.Row, steps, 0, reference.Place, last => property.SqlOf(last.Alias)), property.Type == "bigint" && steps.Count == 0);
    }

    /// <summary>Steps to one, and at their end a property; further names may follow where it is JSON.</summary>
    private static (StaEntity Entity, List<StaNavigation> Steps, StaProperty Property) ToProperty(PropertyReference reference, StaEntity entity)
    {
        var steps = new List<StaNavigation>();
        foreach (var name in reference.Name.Split('/'))
        {
            if (entity.Property(name) is { } property)
            {
                return (entity, steps, property);
            }

            if (entity.Navigation(name) is not { IsMany: false } step)
            {
                throw new FilterFault(reference.Place, entity.Names);
            }

            steps.Add(step);
            entity = step.Entity;
        }

        throw new FilterFault(reference.Place, entity.Names);
    }

    /// <summary>A value at the end of steps, each to one.</summary>
    private string Along(StaRow row, List<StaNavigation> steps, int index, string place, Func<StaRow, string> value)
    {
        if (index == steps.Count)
        {
            return value(row);
        }

        var step = steps[index];
        var next = Next(step, row, "", place);
        return $"(SELECT {Along(next, steps, index + 1, place, value)} FROM {Rows(step, row, next)} LIMIT 1)";
    }

    private string Exists(StaNavigation navigation, StaRow of, string path, Func<StaRow, string> condition, string place)
    {
        var next = Next(navigation, of, path, place);
        return $"EXISTS (SELECT FROM {Rows(navigation, of, next)} AND {condition(next)})";
    }

    private StaRow Next(StaNavigation navigation, StaRow from, string path, string place) => ++_ways > MostWays
        ? throw new FilterFault(place, "accepted-filter-size")
        : new StaRow(navigation.Entity, string.Create(CultureInfo.InvariantCulture, $"f{_ways}"), path, from);

    private string Rows(StaNavigation navigation, StaRow from, StaRow next) =>
        $"({next.Entity.Source}) {next.Alias} WHERE {navigation.SqlOf(from.Alias, next.Alias)} AND {scopeOf(next.Entity).Replace("{f}", next.Alias, StringComparison.Ordinal)}";

    /// <summary>The row that the longest known beginning of a path leads to.</summary>
    private static (StaRow Row, int Depth) Bound(string[] names, StaRow row)
    {
        var path = string.Join('/', names) + "/";
        for (var known = row; known is not null; known = known.Outer!)
        {
            if (known.Path.Length == 0 || path.StartsWith($"{known.Path}/", StringComparison.Ordinal))
            {
                return (known, known.Path.Length == 0 ? 0 : known.Path.Split('/').Length);
            }
        }

        return (row, 0);
    }

    /// <summary>The first step, not yet gone, of a path that leads to many.</summary>
    private static (StaNavigation Navigation, StaRow Of, string Path)? FirstWay(Expression expression, StaRow row)
    {
        if (expression is Operation operation)
        {
            foreach (var argument in operation.Arguments)
            {
                if (FirstWay(argument, row) is { } way)
                {
                    return way;
                }
            }

            return null;
        }

        if (expression is not PropertyReference reference)
        {
            return null;
        }

        var names = reference.Name.Split('/');
        var (from, depth) = Bound(names, row);
        var entity = from.Entity;
        for (var i = depth; i < names.Length && entity.Property(names[i]) is null && entity.Navigation(names[i]) is { } step; i++)
        {
            if (step.IsMany)
            {
                return (from.Entity.Navigation(names[depth])!, from, string.Join('/', names[..(depth + 1)]));
            }

            entity = step.Entity;
        }

        return null;
    }

    /// <summary>The value, which must be of this kind.</summary>
    private ODataValue Of(StaKind kind, Expression expression, StaRow row)
    {
        var value = Value(expression, row);
        value = value.Kind == StaKind.Json ? As(kind, value, expression.Place) : value;
        return value.Kind != kind ? throw new FilterFault(expression.Place, Accepted(kind))
            : kind == StaKind.Number ? value with { Sql = Decimal(value) }
            : value;
    }

    /// <summary>Numbers are compared and reckoned with as decimals, which do not run over.</summary>
    private static string Decimal(ODataValue value) => $"({value.Sql})::numeric";

    private static ODataValue As(StaKind kind, ODataValue json, string place) => kind switch
    {
        StaKind.Text => new(kind, $"({json.Sql} #>> '{{}}')"),
        StaKind.Number => new(kind, $"(CASE WHEN jsonb_typeof({json.Sql}) = 'number' THEN ({json.Sql})::numeric END)"),
        StaKind.Boolean => new(kind, $"(CASE WHEN jsonb_typeof({json.Sql}) = 'boolean' THEN ({json.Sql})::boolean END)"),
        _ => throw new FilterFault(place, "accepted-filter-scalar"),
    };

    private static string Accepted(StaKind kind) => kind switch
    {
        StaKind.Boolean => "accepted-filter-condition",
        StaKind.Number => "accepted-filter-numeric",
        StaKind.Text => "accepted-filter-string",
        StaKind.Geometry => "accepted-sta-geometry",
        _ => "accepted-sta-time",
    };
}
