using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Gis.Tiles.Tests.Features;

[Collection(TilesSystemGroup.Name)]
public sealed class Items_Tests(TilesSystem system)
{
    private Task<HttpClient> InspectorAsync() => system.WithAsync("inspector|130000|");

    [Fact]
    public async Task Item_is_geojson_with_the_layers_properties()
    {
        var page = await system.Anyone.GetItemsAsync("outfalls");

        var outfall = page.GetProperty("features")[0];
        Assert.Equal("Point", outfall.GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal(114.51, outfall.GetProperty("geometry").GetProperty("coordinates")[0].GetDouble(), 7);
        Assert.Equal("排口1", outfall.GetProperty("properties").GetProperty("name_zh").GetString());
        Assert.Equal("企业1", outfall.GetProperty("properties").GetProperty("enterprise").GetString());
        Assert.Equal("demo", outfall.GetProperty("properties").GetProperty("origin").GetString());
    }

    [Fact]
    public async Task Public_layer_tells_nothing_that_is_not_meant_for_all()
    {
        var text = await system.Anyone.GetStringAsync("/ogc/collections/outfalls/items");

        Assert.DoesNotContain("13800000000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_walk_the_whole_collection_once()
    {
        var inspector = await InspectorAsync();
        var seen = new List<long>();
        for (var path = "/ogc/collections/parcels/items?limit=7"; path is not null;)
        {
            var page = await inspector.GetJsonAsync(path);
            seen.AddRange(page.Ids());
            Assert.Equal(51, page.GetProperty("numberMatched").GetInt64());
            Assert.Equal(page.Ids().Count, page.GetProperty("numberReturned").GetInt32());
            path = page.Link("next");
        }

        Assert.Equal(51, seen.Count);
        Assert.Equal(seen.Order().Distinct(), seen);
    }

    [Theory]
    [InlineData("114,38,115,38.1", 30)]
    [InlineData("114,38,0,115,38.1,100", 30)]
    [InlineData("114.5015,38.0505,114.5025,38.0506", 2)]
    [InlineData("114.5105,38.0505,114.5105,38.0505", 1)]
    [InlineData("114.5105,38,114.5105,39", 1)]
    [InlineData("118.1,39,-170,40", 20)]
    [InlineData("-170,39,-160,40", 0)]
    [InlineData("-180,-90,180,90", 51)]
    public async Task Box_selects_what_meets_it(string bbox, int expected)
    {
        var page = await (await InspectorAsync()).GetItemsAsync("parcels", $"?bbox={bbox}&limit=1000");

        Assert.Equal(expected, page.Ids().Count);
        Assert.Equal(expected, page.GetProperty("numberMatched").GetInt64());
    }

    [Theory]
    [InlineData("2026-11-22T00:00:00Z/..", 1)]
    [InlineData("../2026-11-21T23:59:59Z", 1)]
    [InlineData("2026-11-21", 1)]
    [InlineData("2026-11-21/2026-11-22", 2)]
    [InlineData("2026-11-22T13:00:00%2B08:00", 1)]
    [InlineData("2026-11-22T05:00:00.5Z", 0)]
    [InlineData("/1999-12-31T00:00:00Z", 0)]
    [InlineData("9999-12-31", 0)]
    public async Task Datetime_selects_among_features_with_a_time(string datetime, int expected)
    {
        var page = await (await InspectorAsync()).GetItemsAsync("incidents", $"?datetime={datetime}");

        Assert.Equal(expected, page.Ids().Count);
        Assert.Equal(expected, page.GetProperty("numberMatched").GetInt64());
    }

    [Fact]
    public async Task Features_without_a_time_match_every_datetime()
    {
        var page = await system.Anyone.GetItemsAsync("districts", "?datetime=1999-12-31");

        Assert.Equal(2, page.Ids().Count);
    }

    [Fact]
    public async Task Alarms_are_the_open_ones_as_they_stand()
    {
        var page = await (await InspectorAsync()).GetItemsAsync("alarms");

        Assert.Equal([1, 2], page.Ids());
        Assert.Equal("orange", page.GetProperty("features")[0].GetProperty("properties").GetProperty("severity").GetString());
    }

    [Fact]
    public async Task An_incident_is_named_by_a_person_or_after_the_thing_whose_alarm_it_came_from()
    {
        var page = await (await InspectorAsync()).GetItemsAsync("incidents");

        Assert.Equal(
            [("河水变色", "河水变色"), ("烟囱1", "Stack 1")],
            page.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties")).Select(
                incident => (incident.GetProperty("name_zh").GetString()!, incident.GetProperty("name_en").GetString()!)));
    }

    [Theory]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=a,b,c,d", "bbox")]
    [InlineData("bbox=NaN,0,1,1", "bbox")]
    [InlineData("bbox=0,0,1e999,1", "bbox")]
    [InlineData("bbox=0,2,1,1", "bbox")]
    [InlineData("bbox=0,0,181,1", "bbox")]
    [InlineData("bbox=0,0,1,1,2", "bbox")]
    [InlineData("bbox=", "bbox")]
    [InlineData("bbox=0,0,1,1&bbox=2,2,3,3", "bbox")]
    [InlineData("bbox-crs=EPSG:4326", "bbox-crs")]
    [InlineData("crs=4490", "crs")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-5", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("datetime=yesterday", "datetime")]
    [InlineData("datetime=2026-13-01", "datetime")]
    [InlineData("datetime=../..", "datetime")]
    [InlineData("datetime=2026-11-22/2026-11-21", "datetime")]
    [InlineData("datetime=2026-11-22T05:00:00", "datetime")]
    [InlineData("datetime=1/2/3", "datetime")]
    [InlineData("after=last", "after")]
    [InlineData("after=-1", "after")]
    [InlineData("after=99999999999999999999", "after")]
    [InlineData("offset=10", "offset")]
    [InlineData("Limit=10", "Limit")]
    [InlineData("f=xml", "f")]
    public async Task Parameter_that_is_not_understood_is_named(string query, string parameter)
    {
        var answer = await (await InspectorAsync()).GetAsync($"/ogc/collections/incidents/items?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:gis:bad-parameter", problem.GetProperty("type").GetString());
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.GetProperty("accepted").GetString()!);
    }

    [Theory]
    [InlineData("20000")]
    [InlineData("99999999999999999999999999")]
    public async Task Wish_for_more_than_a_page_gets_a_page(string limit)
    {
        var page = await (await InspectorAsync()).GetItemsAsync("parcels", $"?limit={limit}");

        Assert.Equal(51, page.Ids().Count);
    }

    [Fact]
    public async Task One_feature_is_found_by_its_id()
    {
        var feature = await system.Anyone.GetJsonAsync("/ogc/collections/districts/items/2");

        Assert.Equal("130202", feature.GetProperty("properties").GetProperty("code").GetString());
        Assert.EndsWith("/ogc/collections/districts", feature.Link("collection"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("districts/items/77", HttpStatusCode.NotFound)]
    [InlineData("districts/items/two", HttpStatusCode.BadRequest)]
    [InlineData("nowhere/items/1", HttpStatusCode.NotFound)]
    [InlineData("unready/items", HttpStatusCode.NotFound)]
    public async Task Feature_that_is_not_there_is_told_so(string path, HttpStatusCode status)
    {
        Assert.Equal(status, (await system.Anyone.GetAsync($"/ogc/collections/{path}")).StatusCode);
    }

    [Fact]
    public async Task Page_of_a_stored_layer_is_not_sent_twice()
    {
        var first = await system.Anyone.GetAsync("/ogc/collections/districts/items?limit=1");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc/collections/districts/items?limit=1");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await system.Anyone.SendAsync(request)).StatusCode);
        Assert.NotEqual(first.Headers.ETag, (await system.Anyone.GetAsync("/ogc/collections/districts/items?limit=2")).Headers.ETag);
    }
}
