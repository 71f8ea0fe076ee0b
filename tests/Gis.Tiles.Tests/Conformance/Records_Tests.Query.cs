using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Records;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>What is asked of the catalogue, and how bad questions are refused.</summary>
public sealed partial class Records_Tests
{
    [Fact]
    public async Task Req_record_core_query_parameters_q_definition() => await AssertListParameterAsync("q");

    [Theory]
    [InlineData("districts", "districts")]
    [InlineData("DISTRICTS", "districts")]
    [InlineData("行政区划", "districts")]
    [InlineData("boundaries of districts", "districts")]
    [InlineData("boundaries%20%20%20of", "districts")]
    [InlineData("districts of boundaries", "")]
    [InlineData("boundary administration", "")]
    [InlineData("boundary,pollution source", "districts outfalls")]
    [InlineData("nonsense,outfall", "outfalls")]
    [InlineData("secret ground", "")]
    [InlineData("%25", "")]
    public async Task Req_record_core_query_parameters_q_response(string q, string expected) => Assert.Equal(expected, await IdsAsync($"?q={q}"));

    [Theory]
    [InlineData("114,38,119,41", "districts outfalls")]
    [InlineData("114.9,38.9,118,38.95", "districts outfalls")]
    [InlineData("114.0,38.0,114.1,38.01", "districts")]
    [InlineData("10,10,11,11", "")]
    public async Task Req_record_core_query_parameters_bbox(string box, string expected) => Assert.Equal(expected, await IdsAsync($"?bbox={box}"));

    [Theory]
    [InlineData("2020-06-01", "districts outfalls")]
    [InlineData("2021-01-01", "outfalls")]
    [InlineData("../2019-12-31", "outfalls")]
    [InlineData("2020-12-31T23:00:00Z/..", "districts outfalls")]
    public async Task Req_record_core_query_parameters_datetime(string datetime, string expected) => Assert.Equal(expected, await IdsAsync($"?datetime={datetime}"));

    [Fact]
    public async Task Req_record_core_query_parameters_limit()
    {
        var first = await JsonAsync($"{Items}?limit=1");
        var second = await JsonAsync(first.Link("next")!);

        Assert.Equal((2, 1), (first.GetProperty("numberMatched").GetInt32(), first.GetProperty("numberReturned").GetInt32()));
        Assert.Equal("districts", first.GetProperty("features")[0].GetProperty("id").GetString());
        Assert.Equal("outfalls", second.GetProperty("features")[0].GetProperty("id").GetString());
        Assert.Null(second.Link("next"));
        Assert.Equal("integer", (await ParameterAsync("limit")).GetProperty("schema").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Req_record_core_query_parameters_type_definition() => await AssertListParameterAsync("type");

    [Theory]
    [InlineData("dataset", "districts outfalls")]
    [InlineData("service,dataset", "districts outfalls")]
    [InlineData("service", "")]
    public async Task Req_record_core_query_parameters_type_response(string type, string expected) => Assert.Equal(expected, await IdsAsync($"?type={type}"));

    [Fact]
    public async Task Req_record_core_query_parameters_ids_definition() => await AssertListParameterAsync("ids");

    [Theory]
    [InlineData("outfalls", "outfalls")]
    [InlineData("outfalls,districts,nothing", "districts outfalls")]
    [InlineData("parcels", "")]
    public async Task Req_record_core_query_parameters_ids_response(string ids, string expected) => Assert.Equal(expected, await IdsAsync($"?ids={ids}"));

    [Fact]
    public async Task Req_record_core_query_parameters_externalIds_definition()
    {
        await AssertListParameterAsync("externalIds");
        Assert.Equal("([^:]+:)?[^:]+", (await ParameterAsync("externalIds")).GetProperty("schema").GetProperty("items").GetProperty("pattern").GetString());
    }

    [Theory]
    [InlineData("d-1", "districts")]
    [InlineData("plain", "districts")]
    [InlineData("http://example.org/ids:d-1", "districts")]
    [InlineData("http://example.org/ids:", "districts")]
    [InlineData("http://other.org/ids:d-1", "")]
    [InlineData("d-2,plain", "districts")]
    [InlineData("d-2", "")]
    public async Task Req_record_core_query_parameters_externalIds_response(string ids, string expected) => Assert.Equal(expected, await IdsAsync($"?externalIds={ids}"));

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Unknown_parameter_and_unknown_form_are_refused(string path)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await system.Anyone.GetAsync($"{path}?nobody-knows=1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await system.Anyone.GetAsync($"{path}?f=nonsense")).StatusCode);
    }

    [Theory]
    [InlineData("q=")]
    [InlineData("q=,%20,")]
    [InlineData("bbox=1,2,3")]
    [InlineData("datetime=yesterday")]
    [InlineData("limit=0")]
    [InlineData("limit=x")]
    [InlineData("overdue=perhaps")]
    [InlineData("kind=other")]
    public async Task Bad_value_is_refused_with_what_is_accepted(string query)
    {
        using var answer = await system.Anyone.GetAsync($"{Items}?{query}");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(query.Split('=')[0], problem.RootElement.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("accepted").GetString()!);
    }

    [Theory]
    [InlineData("bbox", "114,38,115,39")]
    [InlineData("datetime", "2020-01-01")]
    [InlineData("limit", "5")]
    [InlineData("q", "a")]
    [InlineData("type", "dataset")]
    [InlineData("ids", "a")]
    [InlineData("externalIds", "a")]
    public async Task Req_records_api_mandatory_params(string name, string value)
    {
        Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync($"{Items}?{name}={value}")).StatusCode);
        Assert.Equal(name, (await ParameterAsync(name)).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("q=districts&type=dataset", "districts")]
    [InlineData("q=districts&ids=outfalls", "")]
    [InlineData("bbox=114,38,115,39&datetime=2021-01-01&q=outfall", "outfalls")]
    [InlineData("owner=survey office", "districts")]
    [InlineData("owner=测绘院&kind=stored", "districts")]
    [InlineData("owner=测绘院&kind=live", "")]
    public async Task Req_records_api_query_params(string query, string expected) => Assert.Equal(expected, await IdsAsync($"?{query}"));
}
