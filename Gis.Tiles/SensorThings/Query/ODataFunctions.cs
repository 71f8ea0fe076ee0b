using System.Collections.Frozen;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>The operators and functions of $filter (OGC 18-088, tables 21 and 22): what each takes and gives, and its SQL.</summary>
internal static class ODataFunctions
{
    /// <summary>Operators between two values; those of arithmetic give a number.</summary>
    public static readonly FrozenDictionary<string, string> Comparison =
        new Dictionary<string, string> { ["eq"] = "=", ["ne"] = "<>", ["gt"] = ">", ["ge"] = ">=", ["lt"] = "<", ["le"] = "<=" }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly string[] Sums = ["add", "sub"];

    public static readonly string[] Products = ["mul", "div", "mod"];

    /// <summary>Name to signature. {0}, {1} … are its arguments; none fails on any value, too large a number is cut to what the store's text functions take.</summary>
    public static readonly FrozenDictionary<string, ODataFunction> All = new Dictionary<string, ODataFunction>
    {
        ["substringof"] = new(StaKind.Boolean, "strpos({1}, {0}) > 0", StaKind.Text, StaKind.Text),
        ["endswith"] = new(StaKind.Boolean, "right({0}, char_length({1})) = {1} COLLATE \"C\"", StaKind.Text, StaKind.Text),
        ["startswith"] = new(StaKind.Boolean, "starts_with({0}, {1})", StaKind.Text, StaKind.Text),
        ["length"] = new(StaKind.Number, "char_length({0})::numeric", StaKind.Text),
        ["indexof"] = new(StaKind.Number, "(strpos({0}, {1}) - 1)::numeric", StaKind.Text, StaKind.Text),
        ["substring"] = new(StaKind.Text, $"substr({{0}}, {Whole("{1}")} + 1, {Whole("{2}")})", StaKind.Text, StaKind.Number, StaKind.Number) { Optional = (1, "100000") },
        ["tolower"] = new(StaKind.Text, "lower({0})", StaKind.Text),
        ["toupper"] = new(StaKind.Text, "upper({0})", StaKind.Text),
        ["trim"] = new(StaKind.Text, "btrim({0})", StaKind.Text),
        ["concat"] = new(StaKind.Text, "({0} || {1})", StaKind.Text, StaKind.Text),
        ["year"] = Part("year"),
        ["month"] = Part("month"),
        ["day"] = Part("day"),
        ["hour"] = Part("hour"),
        ["minute"] = Part("minute"),
        ["second"] = new(StaKind.Number, "floor(extract(second FROM {0} AT TIME ZONE 'UTC'))", StaKind.Instant),
        ["fractionalseconds"] = new(StaKind.Number, "(extract(second FROM {0} AT TIME ZONE 'UTC') % 1)", StaKind.Instant),
        ["date"] = new(StaKind.Day, "({0} AT TIME ZONE 'UTC')::date", StaKind.Instant),
        ["time"] = new(StaKind.Clock, "({0} AT TIME ZONE 'UTC')::time", StaKind.Instant),
        ["totaloffsetminutes"] = new(StaKind.Number, "(extract(epoch FROM {0}) * 0)", StaKind.Instant),
        ["now"] = new(StaKind.Instant, "now()"),
        ["mindatetime"] = new(StaKind.Instant, "'-infinity'::timestamptz"),
        ["maxdatetime"] = new(StaKind.Instant, "'infinity'::timestamptz"),
        ["round"] = new(StaKind.Number, "round({0})", StaKind.Number),
        ["floor"] = new(StaKind.Number, "floor({0})", StaKind.Number),
        ["ceiling"] = new(StaKind.Number, "ceil({0})", StaKind.Number),
        ["geo.distance"] = new(StaKind.Number, "ST_Distance({0}, {1})::numeric", StaKind.Geometry, StaKind.Geometry),
        ["geo.length"] = new(StaKind.Number, "ST_Length({0})::numeric", StaKind.Geometry),
        ["geo.intersects"] = Relation("ST_Intersects"),
        ["st_equals"] = Relation("ST_Equals"),
        ["st_disjoint"] = Relation("NOT ST_Intersects"),
        ["st_touches"] = Relation("ST_Touches"),
        ["st_within"] = Relation("ST_Within"),
        ["st_overlaps"] = Relation("ST_Overlaps"),
        ["st_crosses"] = Relation("ST_Crosses"),
        ["st_intersects"] = Relation("ST_Intersects"),
        ["st_contains"] = Relation("ST_Contains"),
        ["st_relate"] = new(StaKind.Boolean, "ST_Relate({0}, {1}, {2})", StaKind.Geometry, StaKind.Geometry, StaKind.Text) { IsRelation = true },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly string Names = string.Join(", ", All.Keys.Order(StringComparer.Ordinal));

    private static ODataFunction Part(string part) => new(StaKind.Number, $"extract({part} FROM {{0}} AT TIME ZONE 'UTC')", StaKind.Instant);

    private static ODataFunction Relation(string function) => new(StaKind.Boolean, $"{function}({{0}}, {{1}})", StaKind.Geometry, StaKind.Geometry) { IsRelation = true };

    /// <summary>A number as one that the store's text functions take.</summary>
    private static string Whole(string number) => $"least(greatest(floor({number}), 0), 100000)::int";
}
