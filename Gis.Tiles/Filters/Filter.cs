using System.Globalization;
using Gis.Tiles.Crs;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;

namespace Gis.Tiles.Filters;

/// <summary>A condition that a caller put, checked against what can be asked of the layer.</summary>
internal sealed class Filter
{
    private readonly Expression _expression;
    private readonly IReadOnlyDictionary<string, QueryableProperty> _queryables;
    private readonly ReferenceSystem _system;

    private Filter(Expression expression, IReadOnlyDictionary<string, QueryableProperty> queryables, ReferenceSystem system)
    {
        (_expression, _queryables, _system) = (expression, queryables, system);
        Sql(new SqlParameters(0));
    }

    /// <summary>The parameter <c>filter</c>: CQL2, geometries in it in the given system.</summary>
    public static Filter? TryParse(string text, FilterLanguage language, ReferenceSystem system, IReadOnlyDictionary<string, QueryableProperty> queryables, out Refusal? why)
    {
        why = null;
        try
        {
            return new Filter(language == FilterLanguage.Text ? TextParser.Parse(text, system) : JsonParser.Parse(text, system), queryables, system);
        }
        catch (FilterFault fault)
        {
            why = Refusal.BadFilter(fault.Place, fault.Accepted);
            return null;
        }
    }

    /// <summary>A parameter that is named as a property: features whose value is this.</summary>
    public static Filter? TryEqual(QueryableProperty queryable, string text, out Refusal? why)
    {
        why = null;
        try
        {
            var name = new PropertyReference(queryable.Name, "");
            return new Filter(
                new Operation("=", [name, Literal(queryable.Kind, text)], ""),
                new Dictionary<string, QueryableProperty> { [queryable.Name] = queryable },
                ReferenceSystems.Crs84);
        }
        catch (FilterFault fault)
        {
            why = Refusal.BadParameter(queryable.Name, fault.Accepted);
            return null;
        }
    }

    /// <summary>The condition as SQL on features f, in brackets.</summary>
    public string Sql(SqlParameters parameters) => $"({new FilterCompiler(_queryables, _system, parameters).Condition(_expression)})";

    private static Expression Literal(ValueKind kind, string text) => kind switch
    {
        ValueKind.Number => IsNumber(text) ? Literals.Number(text, "") : throw new FilterFault("", "accepted-filter-number"),
        ValueKind.Boolean => text is "true" or "false" ? new BooleanLiteral(text == "true", "") : throw new FilterFault("", "true, false"),
        ValueKind.Instant => Literals.Instant(text, ""),
        _ => Literals.Text(text, text, ""),
    };

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
}
