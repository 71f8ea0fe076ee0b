using Gis.Tiles.Filters;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Features;

/// <summary>A property by which features are sorted; those without it come last either way.</summary>
internal sealed record SortKey(QueryableProperty Property, bool Descending)
{
    private const int MostKeys = 5;

    /// <summary>The parameter <c>sortby</c>: names with + (or nothing) before those that ascend and - before those that descend; null where it names what can't be sorted by.</summary>
    public static IReadOnlyList<SortKey>? TryParse(string text, IReadOnlyDictionary<string, QueryableProperty> queryables)
    {
        var keys = new List<SortKey>();
        foreach (var part in text.Split(','))
        {
            // A plus sign in an address is a blank by the time it is read.
            var name = part.Length > 0 && part[0] is '+' or '-' or ' ' ? part[1..] : part;
            if (!queryables.TryGetValue(name, out var property) || property.Kind == ValueKind.Geometry || keys.Exists(key => key.Property == property) || keys.Count == MostKeys)
            {
                return null;
            }

            keys.Add(new SortKey(property, part[0] == '-'));
        }

        return keys;
    }

    public override string ToString() => $"{(Descending ? '-' : '+')}{Property.Name}";

    public string OrderSql(SqlParameters parameters) => $"{ValueSql(parameters)} {(Descending ? "DESC" : "ASC")} NULLS LAST";

    public string ValueSql(SqlParameters parameters) => Property.Kind == ValueKind.Text ? $"{Property.Sql(parameters)} COLLATE \"C\"" : Property.Sql(parameters);

    /// <summary>The feature stands where a value (as text; null for none) stands.</summary>
    public string SameSql(string? value, SqlParameters parameters) => value is null
        ? $"{ValueSql(parameters)} IS NULL"
        : $"{ValueSql(parameters)} = {Typed(value, parameters)}";

    /// <summary>The feature comes after those with a value.</summary>
    public string AfterSql(string? value, SqlParameters parameters) => value is null
        ? "false"
        : $"({ValueSql(parameters)} {(Descending ? '<' : '>')} {Typed(value, parameters)} OR {ValueSql(parameters)} IS NULL)";

    private string Typed(string value, SqlParameters parameters) => $"{parameters.Add(value)}::text" + Property.Kind switch
    {
        ValueKind.Number => "::numeric",
        ValueKind.Boolean => "::boolean",
        ValueKind.Instant => "::timestamptz",
        _ => "",
    };
}
