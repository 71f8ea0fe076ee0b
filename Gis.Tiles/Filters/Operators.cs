using System.Collections.Frozen;

namespace Gis.Tiles.Filters;

/// <summary>The operators and functions of CQL2 that are served, as CQL2 JSON names them but in lower case, with how many arguments each has.</summary>
internal static class Operators
{
    public static readonly FrozenSet<string> Comparison = Set("=", "<>", "<", ">", "<=", ">=");

    public static readonly FrozenSet<string> Arithmetic = Set("+", "-", "*", "/", "%", "div", "^");

    /// <summary>Spatial function to the function of the store.</summary>
    public static readonly FrozenDictionary<string, string> Spatial = new Dictionary<string, string>
    {
        ["s_intersects"] = "ST_Intersects",
        ["s_disjoint"] = "NOT ST_Intersects",
        ["s_equals"] = "ST_Equals",
        ["s_touches"] = "ST_Touches",
        ["s_within"] = "ST_Within",
        ["s_contains"] = "ST_Contains",
        ["s_overlaps"] = "ST_Overlaps",
        ["s_crosses"] = "ST_Crosses",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Temporal function to its condition on the start and end of its arguments, a and b (as the tables of CQL2 define them).</summary>
    public static readonly FrozenDictionary<string, string> Temporal = new Dictionary<string, string>
    {
        ["t_after"] = "{a0} > {b1}",
        ["t_before"] = "{a1} < {b0}",
        ["t_disjoint"] = "{a1} < {b0} OR {a0} > {b1}",
        ["t_equals"] = "{a0} = {b0} AND {a1} = {b1}",
        ["t_intersects"] = "{a0} <= {b1} AND {a1} >= {b0}",
        ["t_contains"] = "{a0} < {b0} AND {a1} > {b1}",
        ["t_during"] = "{a0} > {b0} AND {a1} < {b1}",
        ["t_finishedby"] = "{a0} < {b0} AND {a1} = {b1}",
        ["t_finishes"] = "{a0} > {b0} AND {a1} = {b1}",
        ["t_meets"] = "{a1} = {b0}",
        ["t_metby"] = "{a0} = {b1}",
        ["t_overlappedby"] = "{a0} > {b0} AND {a0} < {b1} AND {a1} > {b1}",
        ["t_overlaps"] = "{a0} < {b0} AND {a1} > {b0} AND {a1} < {b1}",
        ["t_startedby"] = "{a0} = {b0} AND {a1} > {b1}",
        ["t_starts"] = "{a0} = {b0} AND {a1} < {b1}",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the functions, as a caller who wrote another is told them.</summary>
    public static readonly string FunctionNames = string.Join(", ", Spatial.Keys.Concat(Temporal.Keys).Select(name => name.ToUpperInvariant()).Order(StringComparer.Ordinal));

    public static bool IsFunction(string op) => Spatial.ContainsKey(op) || Temporal.ContainsKey(op);

    /// <summary>How many arguments an operator of CQL2 JSON has, at least and at most; null where it is none of ours.</summary>
    public static (int Least, int Most)? Arity(string op) => op switch
    {
        "and" or "or" => (2, FilterBudget.Nodes),
        "not" or "isnull" => (1, 1),
        "between" => (3, 3),
        "like" or "in" => (2, 2),
        _ => Comparison.Contains(op) || Arithmetic.Contains(op) || IsFunction(op) ? (2, 2) : null,
    };

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
