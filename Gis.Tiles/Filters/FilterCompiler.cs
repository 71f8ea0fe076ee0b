using Gis.Tiles.Crs;
using Gis.Tiles.Layers;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Filters;

/// <summary>
/// Turns a filter into a condition on features f. The text is made of words of this class alone: what the caller wrote becomes parameters, and the
/// properties he names are looked up among the queryables. No condition made here can fail on a row, so that none tells of rows that the caller may not see.
/// </summary>
internal sealed class FilterCompiler(IReadOnlyDictionary<string, QueryableProperty> queryables, ReferenceSystem system, SqlParameters parameters)
{
    /// <summary>Each may lengthen a number by a hundred digits.</summary>
    private const int MostArithmetic = 50;

    private int _arithmetic;

    public string Condition(Expression filter) => Of(ValueKind.Boolean, filter).Sql;

    private SqlValue Value(Expression expression) => expression switch
    {
        PropertyReference property => Property(property),
        TextLiteral text => new(ValueKind.Text, $"{parameters.Add(text.Value)}::text"),
        NumberLiteral number => new(ValueKind.Number, $"{parameters.Add(number.Digits)}::text::numeric"),
        BooleanLiteral boolean => new(ValueKind.Boolean, boolean.Value ? "true" : "false"),
        InstantLiteral instant => Instant(instant),
        IntervalLiteral interval => new(ValueKind.Interval, End(interval.Start, "-infinity").Sql, End(interval.End, "infinity").End),
        GeometryLiteral literal => new(ValueKind.Geometry, new Shape(literal.Geometry, system).Sql(parameters)),
        Operation operation => Operation(operation),
        _ => throw new FilterFault(expression.Place, "accepted-filter-operand"),
    };

    private SqlValue Property(PropertyReference property)
    {
        if (!queryables.TryGetValue(property.Name, out var queryable))
        {
            throw new FilterFault(property.Place, string.Join(", ", queryables.Keys.Order(StringComparer.Ordinal)));
        }

        var sql = queryable.Sql(parameters);
        return new SqlValue(queryable.Kind, sql, queryable.Kind == ValueKind.Instant ? sql : null);
    }

    private SqlValue Instant(InstantLiteral instant)
    {
        var from = parameters.Add(instant.From);
        return new SqlValue(ValueKind.Instant, from, instant.From == instant.To ? from : parameters.Add(instant.To));
    }

    private SqlValue End(Expression? end, string open) =>
        end is null ? new SqlValue(ValueKind.Instant, $"'{open}'::timestamptz", $"'{open}'::timestamptz") : Of(ValueKind.Instant, end);

    private SqlValue Operation(Operation operation)
    {
        var arguments = operation.Arguments;
        var sql = operation.Op switch
        {
            "and" or "or" => string.Join(operation.Op == "and" ? " AND " : " OR ", arguments.Select(argument => Of(ValueKind.Boolean, argument).Sql)),
            "not" => $"NOT {Of(ValueKind.Boolean, arguments[0]).Sql}",
            "isnull" => $"{Value(arguments[0]).Sql} IS NULL",
            "like" => Like(arguments[0], arguments[1]),
            "between" => $"{Of(ValueKind.Number, arguments[0]).Sql} BETWEEN {Of(ValueKind.Number, arguments[1]).Sql} AND {Of(ValueKind.Number, arguments[2]).Sql}",
            "in" => In(arguments[0], arguments[1]),
            var op when Operators.Comparison.Contains(op) => Compare(op, arguments[0], arguments[1]),
            var op when Operators.Spatial.TryGetValue(op, out var function) => Spatial(function, arguments[0], arguments[1]),
            var op when Operators.Temporal.TryGetValue(op, out var condition) => Temporal(condition, arguments[0], arguments[1]),
            _ => null,
        };
        return sql is null ? new SqlValue(ValueKind.Number, Arithmetic(operation)) : new SqlValue(ValueKind.Boolean, $"({sql})");
    }

    private string Compare(string op, Expression left, Expression right)
    {
        var a = Value(left);
        var b = Of(a.Kind, right);
        return a.Kind switch
        {
            ValueKind.Number => $"{a.Sql} {op} {b.Sql}",
            ValueKind.Boolean => $"{a.Sql} {op} {b.Sql}",
            ValueKind.Text => $"{a.Sql} {op} {b.Sql} COLLATE \"C\"",
            ValueKind.Instant => op switch
            {
                "=" => $"{a.Sql} <= {b.End} AND {a.End} >= {b.Sql}",
                "<>" => $"{a.Sql} > {b.End} OR {a.End} < {b.Sql}",
                "<" => $"{a.End} < {b.Sql}",
                ">" => $"{a.Sql} > {b.End}",
                "<=" => $"{a.Sql} <= {b.End}",
                _ => $"{a.End} >= {b.Sql}",
            },
            _ => throw new FilterFault(left.Place, "accepted-filter-scalar"),
        };
    }

    private string Like(Expression left, Expression right)
    {
        if (right is not TextLiteral { Pattern: var pattern })
        {
            throw new FilterFault(right.Place, "accepted-filter-pattern");
        }

        // A pattern that ends in its escape sign would be an error of the store.
        var escapes = pattern.Length - pattern.TrimEnd('\\').Length;
        return escapes % 2 == 0
            ? $"{Of(ValueKind.Text, left).Sql} LIKE {parameters.Add(pattern)}::text"
            : throw new FilterFault(right.Place, "accepted-filter-pattern");
    }

    private string In(Expression left, Expression right)
    {
        var items = ((ListLiteral)right).Items;
        return items.Count == 0 ? "false" : string.Join(" OR ", items.Select(item => $"({Compare("=", left, item)})"));
    }

    private string Arithmetic(Operation operation)
    {
        if (++_arithmetic > MostArithmetic)
        {
            throw new FilterFault(operation.Place, "accepted-filter-size");
        }

        var a = Of(ValueKind.Number, operation.Arguments[0]).Sql;
        var b = Of(ValueKind.Number, operation.Arguments[1]).Sql;
        return operation.Op switch
        {
            "div" => $"div({a}, nullif({b}, 0))",
            "/" or "%" => $"({a} {operation.Op} nullif({b}, 0))",
            "^" => $"filter_power({a}, {b})",
            _ => $"({a} {operation.Op} {b})",
        };
    }

    private string Spatial(string function, Expression left, Expression right)
    {
        foreach (var side in new[] { left, right })
        {
            // Simple features know no relation of mixed collections but whether they meet.
            if (side is GeometryLiteral { Geometry: GeometryCollection and not (MultiPoint or MultiLineString or MultiPolygon) } && !function.EndsWith("Intersects", StringComparison.Ordinal))
            {
                throw new FilterFault(side.Place, "accepted-filter-collection");
            }
        }

        return $"{function}({Of(ValueKind.Geometry, left).Sql}, {Of(ValueKind.Geometry, right).Sql})";
    }

    private string Temporal(string condition, Expression left, Expression right)
    {
        var a = InTime(left);
        var b = InTime(right);
        return condition
            .Replace("{a0}", a.Sql, StringComparison.Ordinal).Replace("{a1}", a.End, StringComparison.Ordinal)
            .Replace("{b0}", b.Sql, StringComparison.Ordinal).Replace("{b1}", b.End, StringComparison.Ordinal);
    }

    private SqlValue InTime(Expression expression) =>
        Value(expression) is { Kind: ValueKind.Instant or ValueKind.Interval } value ? value : throw new FilterFault(expression.Place, "accepted-filter-temporal");

    /// <summary>The value, which must be of this kind.</summary>
    private SqlValue Of(ValueKind kind, Expression expression)
    {
        var value = Value(expression);
        return value.Kind == kind ? value : throw new FilterFault(expression.Place, kind switch
        {
            ValueKind.Boolean => "accepted-filter-condition",
            ValueKind.Number => "accepted-filter-numeric",
            ValueKind.Text => "accepted-filter-string",
            ValueKind.Geometry => "accepted-filter-geometry",
            _ => "accepted-filter-instant",
        });
    }
}
