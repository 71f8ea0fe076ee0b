using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Filters;

/// <summary>Filters over HTTP: what they select, that they never show more than one's areas, and what is said of those that can't be used.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Filter_Tests(TilesSystem system)
{
    /// <summary>Whatever a filter says, another area's parcels stay unseen: those of Lunan begin with L, the one of no area is called nowhere.</summary>
    [Theory]
    [InlineData("TRUE")]
    [InlineData("NOT FALSE OR TRUE")]
    [InlineData("area_code = '130202' OR code LIKE '%' OR area_code IS NULL OR TRUE")]
    [InlineData("code IS NOT NULL OR code IS NULL")]
    [InlineData("S_DISJOINT(geometry, POINT(0 0))")]
    public async Task Filter_never_leads_out_of_the_callers_areas(string filter)
    {
        var caller = await system.WithAsync("inspector|130102|");

        var page = await caller.GetItemsAsync("parcels", $"?limit=1000&filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(SmallWorld.ChanganParcels, page.Ids().Count);
        Assert.Equal(SmallWorld.ChanganParcels, page.GetProperty("numberMatched").GetInt64());
        Assert.All(page.GetProperty("features").EnumerateArray(), feature => Assert.Equal("130102", feature.GetProperty("properties").GetProperty("area_code").GetString()));
    }

    /// <summary>An arithmetic that fails on a row would tell of the row: where it has no value it is null.</summary>
    [Theory]
    [InlineData("1 / (households - 12) > 0")]
    [InlineData("1 % (households - 12) = 0")]
    [InlineData("1 div (households - 12) = 0")]
    [InlineData("(0 - households) ^ 0.5 > 0")]
    [InlineData("households ^ 1e100 > 0")]
    [InlineData("(households - 12) ^ -1 > 0")]
    public async Task Arithmetic_without_a_value_selects_nothing(string filter)
    {
        Assert.Empty((await system.Anyone.GetItemsAsync("districts", $"?filter={Uri.EscapeDataString(filter)}")).Ids());
    }

    [Theory]
    [InlineData("code", "1", "condition")]
    [InlineData("code = '1' code", "12", "AND, OR")]
    [InlineData("code = ", "8", "TIMESTAMP")]
    [InlineData("nothing = 1", "1", "name_zh")]
    [InlineData("code = 130102", "8", "text")]
    [InlineData("households = 'many'", "14", "number")]
    [InlineData("code = '130102", "8", "quotation")]
    [InlineData("code ~ '1'", "6", "<>")]
    [InlineData("code = '1' AND", "15", "TIMESTAMP")]
    [InlineData("(code = '1'", "12", ")")]
    [InlineData("code LIKE 'a\\'", "11", "quotation")]
    [InlineData("code LIKE name_zh", "11", "pattern")]
    [InlineData("S_NEAR(geometry, POINT(1 1))", "1", "S_TOUCHES")]
    [InlineData("CASEI(code) = 'a'", "1", "S_TOUCHES")]
    [InlineData("S_INTERSECTS(geometry, POINT(200 1))", "30", "axes")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 1)))", "31", "ring")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 1, 1 0, 0 0)))", "24", "cross itself")]
    [InlineData("S_INTERSECTS(geometry, code)", "24", "geometry")]
    [InlineData("S_WITHIN(geometry, GEOMETRYCOLLECTION(POINT(1 1)))", "20", "S_DISJOINT")]
    [InlineData("T_AFTER(code, DATE('2026-11-22'))", "9", "time")]
    [InlineData("T_AFTER(DATE('2026-02-30'), DATE('2026-11-22'))", "14", "day")]
    [InlineData("T_DURING(DATE('2026-02-03'), INTERVAL('2026-11-23','2026-11-22'))", "30", "start")]
    [InlineData("households = 1e101", "14", "1e100")]
    [InlineData("code = 'a'; DROP TABLE layer", "11", "name")]
    public async Task Filter_that_is_not_understood_is_told_where_and_what_would_be(string filter, string at, string accepted)
    {
        var answer = await system.Anyone.GetAsync($"/ogc/collections/districts/items?filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("urn:gis:bad-filter", problem.RootElement.GetProperty("type").GetString());
        Assert.Equal("filter", problem.RootElement.GetProperty("parameter").GetString());
        Assert.Equal(at, problem.RootElement.GetProperty("at").GetString());
        Assert.Contains(accepted, problem.RootElement.GetProperty("accepted").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"op":"=","args":[{"property":"nothing"},1]}""", "/args/0")]
    [InlineData("""{"op":"~","args":[{"property":"code"},1]}""", "/op")]
    [InlineData("""{"op":"=","args":[{"property":"code"}]}""", "/args")]
    [InlineData("""{"op":"and","args":[true,{"op":"=","args":[{"property":"code"},1]}]}""", "/args/1/args/1")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[1]}]}""", "/args/1/coordinates")]
    [InlineData("""{"op":"=","args":[{"property":"code"},"\ud800"]}""", "/args/1")]
    [InlineData("""{"op":"=","args":[{"property":"code"},"\u0000"]}""", "/args/1")]
    [InlineData("[1]", "")]
    public async Task Filter_in_json_is_told_by_a_pointer(string filter, string at)
    {
        var answer = await system.Anyone.GetAsync($"/ogc/collections/districts/items?filter-lang=cql2-json&filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(at, problem.RootElement.GetProperty("at").GetString());
    }

    [Fact]
    public async Task Reader_is_told_in_his_language()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc/collections/districts/items?filter=code+%3D");
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");

        var problem = JsonDocument.Parse(await (await system.Anyone.SendAsync(request)).Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("过滤条件无法识别", problem.GetProperty("title").GetString());
        Assert.Contains("属性名", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cql2-text", "(", ")", "TRUE")]
    [InlineData("cql2-text", "NOT ", "", "TRUE")]
    [InlineData("cql2-text", "- ", "", "1")]
    [InlineData("cql2-json", """{"op":"not","args":[""", "]}", "true")]
    [InlineData("cql2-json", "[", "]", "true")]
    public async Task Filter_too_deep_is_refused(string language, string before, string after, string inside)
    {
        var filter = string.Concat(Enumerable.Repeat(before, 90)) + inside + string.Concat(Enumerable.Repeat(after, 90));

        var answer = await system.Anyone.GetAsync($"/ogc/collections/districts/items?filter-lang={language}&filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Filter_of_too_many_parts_is_refused()
    {
        var filter = string.Join("+OR+", Enumerable.Repeat("code='1'", 400));

        Assert.Equal(HttpStatusCode.BadRequest, (await system.Anyone.GetAsync($"/ogc/collections/districts/items?filter={filter}")).StatusCode);
    }
}
