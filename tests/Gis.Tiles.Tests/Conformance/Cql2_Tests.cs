using System.Net;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>
/// CQL2 (21-065r2), classes cql2-text, cql2-json, basic-cql2, advanced-comparison-operators, basic-spatial-functions, basic-spatial-functions-plus,
/// spatial-functions, temporal-functions, property-property and arithmetic: a test a requirement, named by its id. Each case is asked as text and, where it
/// has one, as JSON; the expected ids are reasoned from the rows of <see cref="SmallWorld"/>, not computed.
/// </summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Cql2_Tests(TilesSystem system)
{
    private async Task AssertAsync(string layer, string expected, string? text, string? json = null)
    {
        var client = await system.WithAsync("inspector|130000|");
        foreach (var (language, filter) in new[] { ("cql2-text", text), ("cql2-json", json) }.Where(way => way.Item2 is not null))
        {
            var page = await client.GetItemsAsync(layer, $"?limit=1000&filter-lang={language}&filter={Uri.EscapeDataString(filter!)}");
            Assert.Equal((language, expected), (language, string.Join(',', page.Ids())));
        }
    }

    private static string Op(string op, params string[] arguments) => $$"""{"op":"{{op}}","args":[{{string.Join(',', arguments)}}]}""";

    private static string Name(string name) => $$"""{"property":"{{name}}"}""";

    [Theory]
    [InlineData("code = '130102' AND households = 12", "1")]
    [InlineData("code = '130102' OR code = '130202'", "1,2")]
    [InlineData("NOT code = '130102'", "2")]
    [InlineData("NOT (code = '130102' AND TRUE) OR FALSE", "2")]
    [InlineData("code='130102' or code='130202' and FALSE", "1")]
    [InlineData("(code='130102' or code='130202') and FALSE", "")]
    [InlineData("TRUE", "1,2")]
    [InlineData("false", "")]
    public Task Req_basic_cql2_cql2_filter(string filter, string expected) => AssertAsync("districts", expected, filter);

    /// <summary>The second district has no households: compared with anything that is null, and so is its negation.</summary>
    [Theory]
    [InlineData("=", "1")]
    [InlineData("<>", "")]
    [InlineData("<", "")]
    [InlineData(">", "")]
    [InlineData("<=", "1")]
    [InlineData(">=", "1")]
    public async Task Req_basic_cql2_binary_comparison_predicate(string op, string expected)
    {
        await AssertAsync("districts", expected, $"households {op} 12", Op(op, Name("households"), "12"));
        await AssertAsync("districts", expected.Length == 0 ? "1" : "", $"NOT households {op} 12", Op("not", Op(op, Name("households"), "12")));
    }

    [Theory]
    [InlineData("code < '130103'", "1")]
    [InlineData("name_zh = '长安区'", "1")]
    [InlineData("name_en = 'Chang''an'", "1")]
    [InlineData("\"code\" >= '130103'", "2")]
    [InlineData("households > -1.5e1", "1")]
    public Task Req_basic_cql2_binary_comparison_predicate_of_kinds(string filter, string expected) => AssertAsync("districts", expected, filter);

    [Theory]
    [InlineData("happened_at = TIMESTAMP('2026-11-22T05:00:00Z')", "1")]
    [InlineData("happened_at < TIMESTAMP('2026-11-22T05:00:00Z')", "2")]
    [InlineData("happened_at <= TIMESTAMP('2026-11-22T05:00:00.000Z')", "1,2")]
    [InlineData("happened_at = DATE('2026-11-21')", "2")]
    [InlineData("happened_at > DATE('2026-11-21')", "1")]
    [InlineData("happened_at >= DATE('2026-11-21')", "1,2")]
    [InlineData("reported_at <> DATE('2026-11-21')", "1")]
    public Task Req_basic_cql2_binary_comparison_predicate_of_instants(string filter, string expected) => AssertAsync("incidents", expected, filter);

    [Fact]
    public async Task Req_basic_cql2_null_predicate()
    {
        await AssertAsync("districts", "2", "households IS NULL", Op("isNull", Name("households")));
        await AssertAsync("districts", "1", "households IS NOT NULL", Op("not", Op("isNull", Name("households"))));
        await AssertAsync("districts", "2", "(households > 1) IS NULL", Op("isNull", Op(">", Name("households"), "1")));
        await AssertAsync("districts", "", "geometry IS NULL", Op("isNull", Name("geometry")));
    }

    [Fact]
    public Task Req_basic_cql2_property() => AssertAsync("districts", "2", "class = 'district' AND households IS NULL", Op("and", Op("=", Name("class"), "\"district\""), Op("isNull", Name("households"))));

    [Theory]
    [InlineData("code LIKE '1301%'", "1")]
    [InlineData("code LIKE '13_102'", "1")]
    [InlineData("code NOT LIKE '1301%'", "2")]
    [InlineData("code LIKE '13\\_102'", "")]
    [InlineData("name_zh LIKE '%区'", "1,2")]
    [InlineData("code LIKE ''", "")]
    [InlineData("code LIKE '130102%'", "1")]
    public Task Req_advanced_comparison_operators_like_predicate(string filter, string expected) => AssertAsync("districts", expected, filter);

    [Fact]
    public async Task Req_advanced_comparison_operators_like_predicate_of_null()
    {
        await AssertAsync("parcels", "", "name_zh LIKE '%'", Op("like", Name("name_zh"), "\"%\""));
        await AssertAsync("parcels", "", "NOT name_zh LIKE '%'", Op("not", Op("like", Name("name_zh"), "\"%\"")));
    }

    [Fact]
    public async Task Req_advanced_comparison_operators_between_predicate()
    {
        await AssertAsync("districts", "1", "households BETWEEN 12 AND 13", Op("between", Name("households"), "12", "13"));
        await AssertAsync("districts", "", "households BETWEEN 13 AND 14", Op("between", Name("households"), "13", "14"));
        await AssertAsync("districts", "1", "households NOT BETWEEN 13 AND 14", Op("not", Op("between", Name("households"), "13", "14")));
    }

    [Fact]
    public async Task Req_advanced_comparison_operators_in_predicate()
    {
        await AssertAsync("districts", "1", "code IN ('130102', '130103')", Op("in", Name("code"), "[\"130102\",\"130103\"]"));
        await AssertAsync("districts", "2", "code NOT IN ('130102')", Op("not", Op("in", Name("code"), "[\"130102\"]")));
        await AssertAsync("districts", "1", "households IN (1, 12)", Op("in", Name("households"), "[1,12]"));
        await AssertAsync("districts", "", null, Op("in", Name("households"), "[]"));
    }

    [Fact]
    public async Task Req_basic_spatial_functions_spatial_predicate()
    {
        await AssertAsync("districts", "1", "S_INTERSECTS(geometry, POINT(114.5 38.5))", Op("s_intersects", Name("geometry"), """{"type":"Point","coordinates":[114.5,38.5]}"""));
        await AssertAsync("districts", "2", "S_INTERSECTS(geometry, BBOX(118,39,118.1,39.1))", Op("s_intersects", Name("geometry"), """{"bbox":[118,39,118.1,39.1]}"""));
        await AssertAsync("districts", "2", "NOT S_INTERSECTS(geometry, POINT(114.5 38.5))", Op("not", Op("s_intersects", Name("geometry"), """{"type":"Point","coordinates":[114.5,38.5]}""")));
    }

    [Theory]
    [InlineData("POINT Z (114.5 38.5 20)")]
    [InlineData("LINESTRING(113 38.5, 116 38.6)")]
    [InlineData("POLYGON((113 37, 116 37, 116 40, 113 40, 113 37), (113.1 37.1, 113.2 37.1, 113.2 37.2, 113.1 37.1))")]
    [InlineData("MULTIPOINT((114.5 38.5), (0 0))")]
    [InlineData("MULTILINESTRING((113 38.5, 116 38.6), (0 0, 1 1))")]
    [InlineData("MULTIPOLYGON(((113 37, 116 37, 116 40, 113 37)), ((0 0, 1 0, 1 1, 0 0)))")]
    [InlineData("GEOMETRYCOLLECTION(POINT(114.5 38.5), LINESTRING(0 0, 1 1))")]
    [InlineData("BBOX(113, 37, -10, 116, 40, 9000)")]
    public Task Req_basic_spatial_functions_plus_spatial_data_types(string literal) => AssertAsync("districts", "1", $"S_INTERSECTS(geometry, {literal})");

    [Theory]
    [InlineData("""{"type":"LineString","coordinates":[[113,38.5],[116,38.6]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[113,37],[116,37],[116,40],[113,37]]]}""")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[114.5,38.5],[0,0]]}""")]
    [InlineData("""{"type":"MultiLineString","coordinates":[[[113,38.5],[116,38.6]]]}""")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[113,37],[116,37],[116,40],[113,37]]]]}""")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[114.5,38.5]}]}""")]
    [InlineData("""{"bbox":[113,37,-10,116,40,9000]}""")]
    public Task Req_cql2_json_basic_spatial_functions_plus(string literal) => AssertAsync("districts", "1", null, Op("s_intersects", Name("geometry"), literal));

    /// <summary>The first district is the square 114 to 115 east, 38 to 39 north; the second lies far off.</summary>
    [Theory]
    [InlineData("S_INTERSECTS", "POINT(114 38)", "1")]
    [InlineData("S_DISJOINT", "POINT(114 38)", "2")]
    [InlineData("S_EQUALS", "POLYGON((114 38, 114 39, 115 39, 115 38, 114 38))", "1")]
    [InlineData("S_TOUCHES", "POINT(114 38)", "1")]
    [InlineData("S_TOUCHES", "BBOX(115, 38, 116, 39)", "1")]
    [InlineData("S_WITHIN", "BBOX(113, 37, 116, 40)", "1")]
    [InlineData("S_WITHIN", "BBOX(113, 37, 114.9, 40)", "")]
    [InlineData("S_CONTAINS", "POINT(114.5 38.5)", "1")]
    [InlineData("S_CONTAINS", "POINT(114 38)", "")]
    [InlineData("S_OVERLAPS", "BBOX(114.5, 38.5, 116, 40)", "1")]
    [InlineData("S_CROSSES", "LINESTRING(113 38.5, 114.5 38.5)", "1")]
    [InlineData("S_CROSSES", "LINESTRING(114.1 38.5, 114.5 38.5)", "")]
    public Task Req_spatial_functions_spatial_functions(string function, string literal, string expected) => AssertAsync("districts", expected, $"{function}(geometry, {literal})");

    [Theory]
    [InlineData("s_contains", "1")]
    [InlineData("s_disjoint", "2")]
    [InlineData("s_touches", "")]
    [InlineData("s_within", "")]
    [InlineData("s_equals", "")]
    [InlineData("s_crosses", "")]
    [InlineData("s_overlaps", "")]
    public Task Req_cql2_json_spatial_functions(string function, string expected) =>
        AssertAsync("districts", expected, null, Op(function, Name("geometry"), """{"type":"Point","coordinates":[114.5,38.5]}"""));

    /// <summary>The truth of each function over pairs of intervals in days of November: a the first, b the second.</summary>
    [Theory]
    [InlineData("T_AFTER", "05", "06", "01", "02", true)]
    [InlineData("T_AFTER", "02", "06", "01", "02", false)]
    [InlineData("T_BEFORE", "01", "02", "05", "06", true)]
    [InlineData("T_BEFORE", "01", "05", "05", "06", false)]
    [InlineData("T_CONTAINS", "01", "06", "02", "05", true)]
    [InlineData("T_CONTAINS", "01", "06", "01", "05", false)]
    [InlineData("T_DISJOINT", "01", "02", "05", "06", true)]
    [InlineData("T_DISJOINT", "01", "05", "05", "06", false)]
    [InlineData("T_DURING", "02", "05", "01", "06", true)]
    [InlineData("T_DURING", "02", "06", "01", "06", false)]
    [InlineData("T_EQUALS", "02", "05", "02", "05", true)]
    [InlineData("T_EQUALS", "02", "05", "02", "06", false)]
    [InlineData("T_FINISHEDBY", "01", "06", "03", "06", true)]
    [InlineData("T_FINISHEDBY", "03", "06", "01", "06", false)]
    [InlineData("T_FINISHES", "03", "06", "01", "06", true)]
    [InlineData("T_FINISHES", "01", "06", "03", "06", false)]
    [InlineData("T_INTERSECTS", "01", "05", "05", "06", true)]
    [InlineData("T_INTERSECTS", "01", "02", "05", "06", false)]
    [InlineData("T_MEETS", "01", "03", "03", "06", true)]
    [InlineData("T_MEETS", "01", "04", "03", "06", false)]
    [InlineData("T_METBY", "03", "06", "01", "03", true)]
    [InlineData("T_METBY", "03", "06", "01", "04", false)]
    [InlineData("T_OVERLAPPEDBY", "03", "06", "01", "04", true)]
    [InlineData("T_OVERLAPPEDBY", "01", "04", "03", "06", false)]
    [InlineData("T_OVERLAPS", "01", "04", "03", "06", true)]
    [InlineData("T_OVERLAPS", "03", "06", "01", "04", false)]
    [InlineData("T_STARTEDBY", "01", "06", "01", "03", true)]
    [InlineData("T_STARTEDBY", "01", "03", "01", "06", false)]
    [InlineData("T_STARTS", "01", "03", "01", "06", true)]
    [InlineData("T_STARTS", "01", "06", "01", "03", false)]
    public Task Req_temporal_functions_temporal_functions(string function, string a0, string a1, string b0, string b1, bool expected)
    {
        var (a, b) = (($"2026-11-{a0}T00:00:00Z", $"2026-11-{a1}T00:00:00Z"), ($"2026-11-{b0}T00:00:00Z", $"2026-11-{b1}T00:00:00Z"));
        var op = function.ToLowerInvariant().Replace("edby", "edBy", StringComparison.Ordinal).Replace("metby", "metBy", StringComparison.Ordinal);
        return AssertAsync(
            "incidents",
            expected ? "1,2" : "",
            $"{function}(INTERVAL('{a.Item1}', '{a.Item2}'), INTERVAL('{b.Item1}', '{b.Item2}'))",
            Op(op, $$"""{"interval":["{{a.Item1}}","{{a.Item2}}"]}""", $$"""{"interval":["{{b.Item1}}","{{b.Item2}}"]}"""));
    }

    /// <summary>The first incident happened on the 22nd at five, the second on the 21st at five.</summary>
    [Theory]
    [InlineData("T_AFTER(happened_at, TIMESTAMP('2026-11-21T05:00:00Z'))", "1")]
    [InlineData("T_BEFORE(happened_at, DATE('2026-11-22'))", "2")]
    [InlineData("T_DURING(happened_at, INTERVAL('2026-11-22T00:00:00Z', '..'))", "1")]
    [InlineData("T_INTERSECTS(happened_at, INTERVAL('..', '2026-11-21'))", "2")]
    [InlineData("T_INTERSECTS(INTERVAL(happened_at, reported_at), DATE('2026-11-21'))", "2")]
    [InlineData("T_EQUALS(happened_at, TIMESTAMP('2026-11-22T05:00:00Z'))", "1")]
    [InlineData("T_DISJOINT(happened_at, DATE('2026-11-22'))", "2")]
    [InlineData("NOT T_DISJOINT(happened_at, DATE('2026-11-22'))", "1")]
    public Task Req_temporal_operators_temporal_predicates(string filter, string expected) => AssertAsync("incidents", expected, filter);

    /// <summary>A unit that never reported has no time: whether it was before or not is not known.</summary>
    [Theory]
    [InlineData("T_AFTER(position_at, DATE('2000-01-01'))", "1")]
    [InlineData("NOT T_AFTER(position_at, DATE('2000-01-01'))", "")]
    [InlineData("T_DISJOINT(position_at, DATE('2000-01-01'))", "1")]
    [InlineData("position_at IS NULL", "2")]
    public Task Req_temporal_operators_temporal_predicates_of_null(string filter, string expected) => AssertAsync("units", expected, filter);

    [Theory]
    [InlineData("households + 1 = 13", "+")]
    [InlineData("households - 1 = 11", "-")]
    [InlineData("households * 2 = 24", "*")]
    [InlineData("households / 5 = 2.4", "/")]
    [InlineData("households % 5 = 2", "%")]
    [InlineData("households DIV 5 = 2", "div")]
    [InlineData("households ^ 2 = 144", "^")]
    public Task Req_arithmetic_arithmetic(string filter, string op)
    {
        var words = filter.Split(' ');
        return AssertAsync("districts", "1", filter, Op("=", Op(op, Name("households"), words[2]), words[4]));
    }

    [Theory]
    [InlineData("1 + 2 * 3 ^ 2 = 19", "1,2")]
    [InlineData("(1 + 2) * 3 = 9", "1,2")]
    [InlineData("10 - 4 - 3 = 3", "1,2")]
    [InlineData("-households + 12 = 0", "1")]
    [InlineData("2 * -households = -24", "1")]
    [InlineData("households + 1 IS NULL", "2")]
    [InlineData("households/2 BETWEEN 5.5+0.5 AND 6", "1")]
    public Task Req_arithmetic_arithmetic_in_its_order(string filter, string expected) => AssertAsync("districts", expected, filter);

    [Theory]
    [InlineData("name_zh = name_en", "1")]
    [InlineData("12 = 3 * 4", "1,2")]
    [InlineData("'130102' = area_code", "1")]
    [InlineData("S_INTERSECTS(geometry, geometry)", "1,2")]
    [InlineData("T_EQUALS(happened_at, reported_at)", "1,2")]
    [InlineData("TIMESTAMP('2026-11-22T00:00:00Z') < happened_at", "1")]
    [InlineData("TRUE = FALSE", "")]
    public Task Req_cql2_text_property_property(string filter, string expected) => AssertAsync("incidents", expected, filter);

    [Fact]
    public async Task Req_cql2_json_property_property()
    {
        await AssertAsync("incidents", "1", null, Op("=", Name("name_zh"), Name("name_en")));
        await AssertAsync("incidents", "1", null, Op("=", "\"130102\"", Name("area_code")));
        await AssertAsync("incidents", "1,2", null, Op("t_equals", Name("happened_at"), Name("reported_at")));
        await AssertAsync("incidents", "1", null, Op("<", """{"timestamp":"2026-11-22T00:00:00Z"}""", Name("happened_at")));
        await AssertAsync("incidents", "1,2", null, Op("s_intersects", Name("geometry"), Name("geometry")));
    }

    /// <summary>Escapes are read as what they stand for: none of these is in any name, and a name with a quote is found by either.</summary>
    [Theory]
    [InlineData("name_en = 'Chang''an'", "1")]
    [InlineData("name_en = 'Chang\\'an'", "1")]
    [InlineData("name_en <> '\\a\\b\\t\\n\\v\\f\\r'", "1,2")]
    [InlineData("name_en LIKE 'Chang\\'%'", "1")]
    [InlineData("name_en = '\\\\'", "")]
    public Task Req_cql2_text_escaping(string filter, string expected) => AssertAsync("districts", expected, filter);

    [Theory]
    [InlineData("code=\n'130102'\tand(households=12)", "1")]
    [InlineData("NOT NOT code = '130102'", "1")]
    [InlineData("Code = 'x' OR TRUE", null)]
    public async Task Req_cql2_text_basic_cql2(string filter, string? expected)
    {
        if (expected is null)
        {
            Assert.Equal("filter", (await system.Anyone.RefusalAsync("districts", $"?filter={Uri.EscapeDataString(filter)}")).Parameter);
            return;
        }

        await AssertAsync("districts", expected, filter);
    }

    [Fact]
    public async Task Req_cql2_json_basic_cql2()
    {
        await AssertAsync("districts", "1,2", null, "true");
        await AssertAsync("districts", "2", null, Op("and", "true", Op("or", "false", Op("not", Op("=", Name("code"), "\"130102\"")))));
    }

    [Fact]
    public async Task Req_cql2_text_advanced_comparison_operators()
    {
        await AssertAsync("districts", "1", "name_en like 'Chang%' and code not like '%3'");
        await AssertAsync("districts", "1", "households NOT BETWEEN 13 AND 20");
        await AssertAsync("districts", "2", "code in('130202','x')");
    }

    [Fact]
    public async Task Req_cql2_json_advanced_comparison_operators()
    {
        await AssertAsync("districts", "1", null, Op("like", Name("name_en"), "\"Chang%\""));
        await AssertAsync("districts", "1", null, Op("between", Name("households"), "12", "20"));
        await AssertAsync("districts", "2", null, Op("in", Name("code"), "[\"130202\",\"x\"]"));
    }

    [Fact]
    public Task Req_cql2_text_arithmetic() => AssertAsync("districts", "1", "( households+3 )*2 = 30 AND households DIV 5 = 2 AND 2^2 = 4");

    [Fact]
    public Task Req_cql2_json_arithmetic() => AssertAsync("districts", "1", null, Op("=", Op("*", Op("+", Name("households"), "3"), "2"), "30"));

    [Fact]
    public Task Req_cql2_text_basic_spatial_functions() => AssertAsync("districts", "1", "s_intersects( geometry , POINT (114.5 38.5) )");

    [Fact]
    public Task Req_cql2_text_basic_spatial_functions_plus() => AssertAsync("districts", "2", "S_INTERSECTS(MULTIPOINT(118.1 39.5, 0 0), geometry)");

    [Fact]
    public Task Req_cql2_text_spatial_functions() => AssertAsync("districts", "1", "s_within(geometry, BBOX(113, 37, 116, 40)) AND NOT S_DISJOINT(geometry, POINT(114 38))");

    [Fact]
    public Task Req_cql2_text_temporal_functions() =>
        AssertAsync("incidents", "1", "t_during(happened_at, INTERVAL('2026-11-22', '2026-11-23')) AND T_AFTER(happened_at, TIMESTAMP('2026-11-21T05:00:00Z'))");

    [Fact]
    public async Task Req_cql2_json_temporal_functions()
    {
        await AssertAsync("incidents", "1", null, Op("t_during", Name("happened_at"), """{"interval":["2026-11-22",".."]}"""));
        await AssertAsync("incidents", "2", null, Op("t_before", Name("happened_at"), """{"date":"2026-11-22"}"""));
    }

    [Theory]
    [InlineData("POINT(114.5 38.5)", "1")]
    [InlineData("POINT(114 38)", "1")]
    [InlineData("POINT(115.00001 38)", "")]
    [InlineData("BBOX(115, 39, 118, 39.5)", "1,2")]
    public Task Req_basic_spatial_functions_spatial_functions(string literal, string expected) => AssertAsync("districts", expected, $"S_INTERSECTS(geometry, {literal})");

    /// <summary>A property may stand on either side, and so may a literal, in each kind of predicate that is served.</summary>
    [Theory]
    [InlineData("'130102' = code", "1")]
    [InlineData("code = area_code", "1,2")]
    [InlineData("12 BETWEEN 1 AND households", "1")]
    [InlineData("code IN (area_code, 'x')", "1,2")]
    [InlineData("S_INTERSECTS(POINT(114.5 38.5), geometry)", "1")]
    [InlineData("S_INTERSECTS(POINT(1 1), POINT(1 1))", "1,2")]
    [InlineData("T_BEFORE(DATE('2020-01-01'), DATE('2021-01-01'))", "1,2")]
    public Task Req_property_property_withdraw_permissions(string filter, string expected) => AssertAsync("districts", expected, filter);

    /// <summary>For servers with the class case-insensitive-comparison, which is not claimed: the function is refused, and does not pass for another.</summary>
    [Fact]
    public Task Req_cql2_text_case_insensitive_comparison() => AssertNotServedAsync("case-insensitive-comparison", "cql2-text", "CASEI(name_en) = CASEI('lunan')");

    [Fact]
    public Task Req_cql2_json_case_insensitive_comparison() =>
        AssertNotServedAsync("case-insensitive-comparison", "cql2-json", Op("=", Op("casei", Name("name_en")), Op("casei", "\"lunan\"")));

    [Fact]
    public Task Req_cql2_text_accent_insensitive_comparison() => AssertNotServedAsync("accent-insensitive-comparison", "cql2-text", "ACCENTI(name_en) = ACCENTI('lunan')");

    [Fact]
    public Task Req_cql2_json_accent_insensitive_comparison() =>
        AssertNotServedAsync("accent-insensitive-comparison", "cql2-json", Op("=", Op("accenti", Name("name_en")), Op("accenti", "\"lunan\"")));

    [Fact]
    public Task Req_cql2_text_arrays() => AssertNotServedAsync("array-functions", "cql2-text", "A_CONTAINS(code, ('1', '2'))");

    [Fact]
    public Task Req_cql2_json_arrays() => AssertNotServedAsync("array-functions", "cql2-json", Op("a_contains", Name("code"), "[\"1\",\"2\"]"));

    [Fact]
    public Task Req_cql2_text_functions() => AssertNotServedAsync("functions", "cql2-text", "min(households, 3) = 3");

    [Fact]
    public Task Req_cql2_json_functions() => AssertNotServedAsync("functions", "cql2-json", Op("=", Op("min", Name("households"), "3"), "3"));

    private async Task AssertNotServedAsync(string conformanceClass, string language, string filter)
    {
        var claimed = (await system.Anyone.GetJsonAsync("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray().Select(uri => uri.GetString());

        Assert.DoesNotContain($"http://www.opengis.net/spec/cql2/1.0/conf/{conformanceClass}", claimed);
        Assert.Equal((HttpStatusCode.BadRequest, "filter"), await system.Anyone.RefusalAsync("districts", $"?filter-lang={language}&filter={Uri.EscapeDataString(filter)}"));
    }
}
