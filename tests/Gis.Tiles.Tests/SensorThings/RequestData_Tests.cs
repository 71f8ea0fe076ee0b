using System.Net;
using System.Text.Json;
using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>Requirements class request-data (OGC 18-088, 9.3): a test for each requirement, named in its summary.</summary>
[Collection(SensorThingsGroup.Name)]
public sealed class RequestData_Tests(SensorThingsSystem system)
{
    private const string Cod = "Datastreams(1)/Observations";

    /// <summary>req/request-data/status-code, query-status-code: an option not known is refused, one of OData that is not served with 501.</summary>
    [Theory]
    [InlineData("Things?$search=x", HttpStatusCode.NotImplemented)]
    [InlineData("Things?limit=5", HttpStatusCode.BadRequest)]
    [InlineData("Things?$top=x", HttpStatusCode.BadRequest)]
    [InlineData("Things?$top=1&$top=2", HttpStatusCode.BadRequest)]
    [InlineData("Things?$top=-1", HttpStatusCode.BadRequest)]
    [InlineData("Things?$skip=10001", HttpStatusCode.BadRequest)]
    [InlineData("Things?$count=yes", HttpStatusCode.BadRequest)]
    [InlineData("Things?$select=secret", HttpStatusCode.BadRequest)]
    [InlineData("Things?$expand=Secrets", HttpStatusCode.BadRequest)]
    [InlineData("Things?$expand=Datastreams(", HttpStatusCode.BadRequest)]
    [InlineData("Things?$expand=Datastreams($nothing=1)", HttpStatusCode.BadRequest)]
    [InlineData("Things?$expand=Datastreams($expand=Thing($expand=Datastreams($expand=Thing($expand=Datastreams($expand=Thing)))))", HttpStatusCode.BadRequest)]
    [InlineData("Things?$orderby=secret", HttpStatusCode.BadRequest)]
    [InlineData("Things?$orderby=name up", HttpStatusCode.BadRequest)]
    [InlineData("Things?$orderby=properties", HttpStatusCode.BadRequest)]
    [InlineData("Things?$filter=name", HttpStatusCode.BadRequest)]
    [InlineData("Things?$skiptoken=abc", HttpStatusCode.BadRequest)]
    [InlineData("Things?$resultFormat=dataArray", HttpStatusCode.BadRequest)]
    [InlineData("Things(1)?$top=1", HttpStatusCode.BadRequest)]
    [InlineData("Things(1)/name?$select=name", HttpStatusCode.BadRequest)]
    [InlineData("Observations?$resultFormat=dataArray&$expand=Datastream", HttpStatusCode.BadRequest)]
    public async Task Option_that_is_not_understood_is_refused_with_what_would_be(string path, HttpStatusCode status)
    {
        using var answer = await (await system.ProvinceAsync()).GetAsync($"{StaClient.Root}/{path}");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
        Assert.DoesNotContain("accepted-", problem.RootElement.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    /// <summary>req/request-data/order: the filter first, then the order, then $skip and $top; the count is of all that match.</summary>
    [Fact]
    public async Task Options_are_applied_in_their_order()
    {
        var page = await (await system.ProvinceAsync()).WhereAsync(Cod, "result gt 100", "&$orderby=result desc&$skip=10&$top=2&$count=true");

        Assert.Equal(149, page.GetProperty("@iot.count").GetInt64());
        Assert.Equal([239, 238], page.GetProperty("value").EnumerateArray().Select(value => value.GetProperty("result").GetDouble()));
    }

    /// <summary>req/request-data/expand.</summary>
    [Fact]
    public async Task Expanded_entities_are_given_inside_with_their_own_options()
    {
        var things = await (await system.ProvinceAsync()).StaAsync(
            "Things?$filter=id eq 1&$expand=Datastreams($orderby=id desc;$select=id;$expand=Observations($top=1;$orderby=phenomenonTime desc;$select=result,phenomenonTime),ObservedProperty),Locations($select=name)");

        var thing = Assert.Single(things.GetProperty("value").EnumerateArray());
        var streams = thing.GetProperty("Datastreams").EnumerateArray().ToArray();
        Assert.Equal([2, 1], streams.Select(stream => stream.GetProperty("@iot.id").GetInt64()));
        Assert.Equal([47.5, 249], streams.Select(stream => Assert.Single(stream.GetProperty("Observations").EnumerateArray()).GetProperty("result").GetDouble()));
        Assert.Equal("w01018", streams[0].GetProperty("ObservedProperty").GetProperty("@iot.id").GetString());
        Assert.Equal("""[{"name":"排口1"}]""", thing.GetProperty("Locations").ToString());
    }

    /// <summary>req/request-data/expand: a path expands each of its steps.</summary>
    [Fact]
    public async Task Expanded_path_is_given_step_by_step()
    {
        var thing = await (await system.ProvinceAsync()).StaAsync("Things(1)?$expand=Datastreams/ObservedProperty,Datastreams/Observations($top=2)");

        Assert.All(thing.GetProperty("Datastreams").EnumerateArray(), stream =>
        {
            Assert.Equal("w01018", stream.GetProperty("ObservedProperty").GetProperty("@iot.id").GetString());
            Assert.Equal(2, stream.GetProperty("Observations").GetArrayLength());
        });
    }

    /// <summary>req/request-data/expand: one more page follows inside too.</summary>
    [Fact]
    public async Task Expanded_set_leads_on_to_its_next_page()
    {
        var client = await system.ProvinceAsync();

        var thing = await client.StaAsync("Things(1)?$expand=Datastreams($expand=Observations($top=2;$select=id;$count=true))");
        var stream = thing.GetProperty("Datastreams")[0];
        var rest = await client.WalkAsync(stream.GetProperty("Observations@iot.nextLink").GetString()!);

        Assert.Equal(SensorThingsSystem.Minutes, stream.GetProperty("Observations@iot.count").GetInt64());
        Assert.Equal(SensorThingsSystem.Minutes - 2, rest.Distinct().Count());
        Assert.DoesNotContain(stream.GetProperty("Observations")[1].GetProperty("@iot.id").GetString(), rest);
    }

    /// <summary>req/request-data/expand with the newest value: what follows it are the older ones.</summary>
    [Fact]
    public async Task Newest_value_inside_leads_on_to_older_ones()
    {
        var client = await system.ProvinceAsync();

        var stream = await client.StaAsync("Datastreams(1)?$expand=Observations($top=1;$orderby=phenomenonTime desc)");
        var next = await client.StaAsync(stream.GetProperty("Observations@iot.nextLink").GetString()!);

        Assert.Equal(249, stream.GetProperty("Observations")[0].GetProperty("result").GetDouble());
        Assert.Equal(248, next.GetProperty("value")[0].GetProperty("result").GetDouble());
    }

    /// <summary>req/request-data/select.</summary>
    [Fact]
    public async Task Selected_properties_alone_are_given()
    {
        var client = await system.ProvinceAsync();

        Assert.Equal(["name"], (await client.StaAsync("Things(1)?$select=name")).Members());
        Assert.Equal(["@iot.id", "description", "Locations@iot.navigationLink"], (await client.StaAsync("Things(1)?$select=@iot.id,description,Locations")).Members());
    }

    /// <summary>req/request-data/orderby.</summary>
    [Theory]
    [InlineData("Things?$orderby=name desc", "9,7,6,3,2,1")]
    [InlineData("Things?$orderby=id desc", "9,8,7")]
    [InlineData("Datastreams?$orderby=Thing/name asc,id desc", "2,1,8")]
    [InlineData("Datastreams?$orderby=ObservedProperty/id,Thing/id desc", "3,5,4")]
    public async Task Entities_come_in_the_order_asked_for(string path, string first)
    {
        var ids = await (await system.ProvinceAsync()).WalkAsync($"{path}&$top=3");

        if (path.Contains("name desc", StringComparison.Ordinal))
        {
            Assert.Equal(["8", "7", "6"], ids.Where(id => id is "8" or "7" or "6").Order(StringComparer.Ordinal).Reverse());
            return;
        }

        Assert.StartsWith(first, string.Join(',', ids), StringComparison.Ordinal);
    }

    /// <summary>req/request-data/orderby: those without a value come last either way, and pages go on behind them.</summary>
    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task Pages_in_the_order_of_a_property_that_may_be_null_hold_each_once(string direction)
    {
        var ids = await (await system.ProvinceAsync()).WalkAsync($"{Cod}?$orderby=result {direction}&$top=37&$select=id");

        Assert.Equal((SensorThingsSystem.Minutes, SensorThingsSystem.Minutes), (ids.Count, ids.Distinct().Count()));
    }

    /// <summary>req/request-data/top, skip.</summary>
    [Fact]
    public async Task Top_and_skip_cut_a_piece()
    {
        var client = await system.ProvinceAsync();

        Assert.Equal(["3", "4"], (await client.StaAsync("Things?$skip=2&$top=2")).Ids());
        Assert.Empty((await client.StaAsync("Things?$top=0")).Ids());
        Assert.Empty((await client.StaAsync("Things?$skip=10000")).Ids());
    }

    /// <summary>req/request-data/count: false is the same as none.</summary>
    [Fact]
    public async Task Count_is_given_where_it_is_asked_for()
    {
        var client = await system.ProvinceAsync();

        Assert.Equal(9, (await client.StaAsync("Things?$count=true&$top=1")).GetProperty("@iot.count").GetInt64());
        Assert.False((await client.StaAsync("Things?$count=false")).TryGetProperty("@iot.count", out _));
        Assert.Equal(SensorThingsSystem.Minutes, (await client.StaAsync($"{Cod}?$count=true&$top=0")).GetProperty("@iot.count").GetInt64());
    }

    /// <summary>req/request-data/filter and built-in-filter-operations: all of table 21.</summary>
    [Theory]
    [InlineData("result eq 5", 1)]
    [InlineData("result ne 5", 247)]
    [InlineData("result gt 240", 9)]
    [InlineData("result ge 240", 10)]
    [InlineData("result lt 5", 5)]
    [InlineData("result le 5", 6)]
    [InlineData("result gt 5 and result lt 10", 2)]
    [InlineData("result lt 2 or result gt 248", 3)]
    [InlineData("not (result gt 5)", 6)]
    [InlineData("not result gt 5", 6)]
    [InlineData("result add 5 eq 10", 1)]
    [InlineData("result sub 5 eq 10", 1)]
    [InlineData("result mul 2 eq 10", 1)]
    [InlineData("result div 2 eq 2.5", 1)]
    [InlineData("result mod 100 eq 5", 3)]
    [InlineData("result div 0 eq 1", 0)]
    [InlineData("(result add 1) mul 2 eq 12", 1)]
    [InlineData("result eq null", 2)]
    [InlineData("result ne null and result le 5", 6)]
    [InlineData("resultQuality eq 'N'", 250)]
    [InlineData("parameters/quality eq 0 and result lt 3", 3)]
    [InlineData("phenomenonTime ge 2026-11-21T00:00:00Z", 130)]
    [InlineData("phenomenonTime ge 2026-11-21T08:00:00+08:00", 130)]
    [InlineData("phenomenonTime lt 2026-11-20T22:05:00Z", 5)]
    [InlineData("Datastream/id eq 1", 250)]
    [InlineData("Datastream/id eq 2", 0)]
    [InlineData("Datastream/Thing/name eq '排口1' and result lt 5", 5)]
    [InlineData("Datastream/ObservedProperty/id eq 'w01018' and result lt 5", 5)]
    [InlineData("FeatureOfInterest/id eq 1 and result lt 5", 5)]
    public async Task Filter_with_an_operation_finds_what_it_says(string filter, int count)
    {
        var page = await (await system.ProvinceAsync()).WhereAsync(Cod, filter, "&$count=true&$top=1000&$select=id");

        Assert.Equal((count, count), (page.GetProperty("@iot.count").GetInt64(), page.Ids().Count));
    }

    /// <summary>req/request-data/built-in-query-functions: all of table 22 but those of geometry.</summary>
    [Theory]
    [InlineData("substringof('tfal', description)", "1,2,3")]
    [InlineData("endswith(description, '2')", "2,5")]
    [InlineData("startswith(description, 'Outfall')", "1,2,3")]
    [InlineData("length(description) eq 9 and startswith(description, 'O')", "1,2,3")]
    [InlineData("indexof(description, '2') eq 8", "2")]
    [InlineData("substring(description, 8) eq '2'", "2")]
    [InlineData("substring(description, 0, 3) eq 'Out'", "1,2,3")]
    [InlineData("tolower(description) eq 'outfall 2'", "2")]
    [InlineData("toupper(description) eq 'OUTFALL 2'", "2")]
    [InlineData("trim(concat(' ', description)) eq 'Outfall 2'", "2")]
    [InlineData("concat(concat(name, ' '), description) eq '排口2 Outfall 2'", "2")]
    [InlineData("round(id add 0.4) eq 2", "2")]
    [InlineData("floor(id div 2) eq 1", "2,3")]
    [InlineData("ceiling(id div 2) eq 1", "1,2")]
    [InlineData("properties/enterprise eq '企业2'", "2")]
    [InlineData("properties/permit_no ne null", "1,2,3")]
    [InlineData("Datastreams/ObservedProperty/id eq 'w01018'", "1,2")]
    [InlineData("Datastreams/unitOfMeasurement/symbol eq 'm3'", "9")]
    [InlineData("Datastreams/Observations/result gt 248", "1,4")]
    [InlineData("not (Datastreams/id gt 0) and id lt 6", "3,5")]
    [InlineData("Locations/name eq name and id lt 3", "1,2")]
    [InlineData("now() gt mindatetime() and now() lt maxdatetime() and id eq 1", "1")]
    public async Task Filter_with_a_function_finds_what_it_says(string filter, string ids)
    {
        Assert.Equal(ids, string.Join(',', (await (await system.ProvinceAsync()).WhereAsync("Things", filter)).Ids()));
    }

    /// <summary>req/request-data/built-in-query-functions: those of time.</summary>
    [Theory]
    [InlineData("year(phenomenonTime) eq 2026", 250)]
    [InlineData("month(phenomenonTime) eq 11", 250)]
    [InlineData("day(phenomenonTime) eq 21", 130)]
    [InlineData("hour(phenomenonTime) eq 22", 60)]
    [InlineData("minute(phenomenonTime) eq 5", 5)]
    [InlineData("second(phenomenonTime) eq 0", 250)]
    [InlineData("fractionalseconds(phenomenonTime) eq 0", 250)]
    [InlineData("date(phenomenonTime) eq 2026-11-21", 130)]
    [InlineData("time(phenomenonTime) lt 00:10:00", 10)]
    [InlineData("totaloffsetminutes(phenomenonTime) eq 0", 250)]
    [InlineData("phenomenonTime lt 2026-11-20T22:10:00Z sub duration'PT5M'", 5)]
    [InlineData("phenomenonTime add duration'PT1H' lt 2026-11-20T23:05:00Z", 5)]
    public async Task Filter_with_a_function_of_time_finds_what_it_says(string filter, int count)
    {
        Assert.Equal(count, (await (await system.ProvinceAsync()).WhereAsync(Cod, filter, "&$top=1000")).Ids().Count);
    }

    /// <summary>req/request-data/built-in-query-functions: those of geometry.</summary>
    [Theory]
    [InlineData("geo.distance(location, geography'POINT(114.511 38.05)') lt 0.0005", "1")]
    [InlineData("geo.length(geography'LINESTRING(0 0, 3 4)') eq 5", "1,2,3,4,5,6,7,8,9")]
    [InlineData("geo.intersects(location, geography'POLYGON((114.5 38, 114.525 38, 114.525 38.055, 114.5 38.055, 114.5 38))')", "1,2,8,9")]
    [InlineData("st_within(location, geography'POLYGON((118 39, 119 39, 119 40, 118 40, 118 39))')", "4,5,7")]
    [InlineData("st_contains(geometry'POLYGON((118 39, 119 39, 119 40, 118 40, 118 39))', location)", "4,5,7")]
    [InlineData("st_intersects(location, geography'SRID=4326;POINT(114.511 38.05)')", "1")]
    [InlineData("st_equals(location, geography'POINT(114.511 38.05)')", "1")]
    [InlineData("not st_disjoint(location, geography'POINT(114.511 38.05)')", "1")]
    [InlineData("st_touches(location, geography'LINESTRING(114.511 38.05, 115 39)')", "1")]
    [InlineData("st_crosses(location, geography'LINESTRING(114.511 38.05, 115 39)')", "")]
    [InlineData("st_overlaps(location, geography'POINT(114.511 38.05)')", "")]
    [InlineData("st_relate(location, geography'POINT(114.511 38.05)', '0********')", "1")]
    public async Task Filter_with_a_function_of_geometry_finds_what_it_says(string filter, string things)
    {
        var places = await (await system.ProvinceAsync()).WhereAsync("Locations", $"{filter} and Things/id gt 0");

        Assert.Equal(things, string.Join(',', places.Ids().Select(id => id.Split('-')[0])));
    }

    [Theory]
    [InlineData("name gt 5", "9")]
    [InlineData("name eq 'x' and", "16")]
    [InlineData("name eq 'x", "9")]
    [InlineData("nothing eq 5", "1")]
    [InlineData("nothing(name) eq 5", "1")]
    [InlineData("length(name, name) eq 5", "1")]
    [InlineData("name/nothing eq 5", "1")]
    [InlineData("Datastreams/nothing eq 5", "1")]
    [InlineData("st_relate(geography'POINT(1 1)', geography'POINT(1 1)', 'x')", "57")]
    [InlineData("geo.distance(geography'POINT(1 91)', geography'POINT(1 1)') eq 5", "14")]
    [InlineData("name eq 1e999", "9")]
    public async Task Filter_that_is_not_understood_is_refused_with_the_place(string filter, string at)
    {
        using var answer = await (await system.ProvinceAsync()).GetAsync($"{StaClient.Root}/Things?$filter={Uri.EscapeDataString(filter)}");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.BadRequest, "$filter"), (answer.StatusCode, problem.RootElement.GetProperty("parameter").GetString()));
        Assert.Equal(at, problem.RootElement.GetProperty("at").GetString());
    }
}
