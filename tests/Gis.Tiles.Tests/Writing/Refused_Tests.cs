using System.Globalization;
using System.Net;
using Xunit;

namespace Gis.Tiles.Tests.Writing;

/// <summary>What can't be stored is refused with the place of the fault, and never stored in part.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Refused_Tests(TilesSystem system)
{
    private const string Items = "/ogc/collections/parcels/items";
    private const string Square = "[[114,38],[114.1,38],[114.1,38.1],[114,38.1],[114,38]]";

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[114,38]}""", "/geometry/type")]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", "/geometry")]
    [InlineData("null", "/geometry")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "/geometry/coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[[]]}""", "/geometry/coordinates/0")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[114.1,38],[114,38]]]}""", "/geometry/coordinates/0")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[114.1,38],[114.1,38.1],[114,38.2]]]}""", "/geometry/coordinates/0")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[200,38],[114.1,38.1],[114,38]]]}""", "/geometry/coordinates/0/1")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[114.1,null],[114.1,38.1],[114,38]]]}""", "/geometry/coordinates/0/1")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[1e999,38],[114.1,38.1],[114,38]]]}""", "/geometry/coordinates/0/1")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,86],[114.1,86],[114.1,87],[114,86]]]}""", "/geometry")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[114.1,38.1],[114.1,38],[114,38.1],[114,38]]]}""", "114.05,38.05")]
    public async Task Geometry_is_refused_with_the_place_of_its_fault(string geometry, string at)
    {
        var answer = await PostAsync($$$"""{"type":"Feature","properties":{"area_code":"130102"},"geometry":{{{geometry}}}}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(at, (await answer.ProblemAsync()).GetProperty("at").GetString());
    }

    [Theory]
    [InlineData("[]", "/properties")]
    [InlineData("""{"code":5}""", "/properties/code")]
    [InlineData("""{"min_zoom":25}""", "/properties/min_zoom")]
    [InlineData("""{"depth":1e999999}""", "/properties/depth")]
    [InlineData("""{"depths":[1,[1e-9999]]}""", "/properties/depths")]
    [InlineData("""{"note":"a\u0000b"}""", "/properties/note")]
    [InlineData("""{"note":"\ud800"}""", "/properties/note")]
    public async Task Properties_are_refused_by_name(string properties, string at)
    {
        var answer = await PostAsync($$$"""{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"Polygon","coordinates":[{{{Square}}}]}}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(at, (await answer.ProblemAsync()).GetProperty("at").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"type":"Feature","type":"Feature"}""")]
    public async Task Body_that_is_no_object_is_refused(string body) => Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(body)).StatusCode);

    [Fact]
    public async Task Body_is_bounded_in_size_depth_members_and_vertices()
    {
        var ring = string.Join(',', Enumerable.Range(0, 100_001).Select(n => FormattableString.Invariant($"[{114 + n * 1e-6:F6},38]")));
        var members = string.Join(',', Enumerable.Range(0, 257).Select(n => string.Create(CultureInfo.InvariantCulture, $"\"p{n}\":1")));

        var large = await PostAsync(new string(' ', (6 * 1024 * 1024) + 1));
        var deep = await PostAsync(string.Concat(Enumerable.Repeat("""{"a":""", 40)) + "1" + new string('}', 40));
        var wide = await PostAsync($$$"""{"type":"Feature","properties":{{{{members}}}},"geometry":{"type":"Polygon","coordinates":[{{{Square}}}]}}""");
        var fine = await PostAsync($$$"""{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[{{{ring}}},[114,38]]]}}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, deep.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wide.StatusCode);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/geometry"), (fine.StatusCode, (await fine.ProblemAsync()).GetProperty("at").GetString()));
    }

    [Fact]
    public async Task Zone_that_does_not_reach_the_place_is_refused()
    {
        var answer = await (await system.WithAsync("administrator|130000|")).WriteAsync(
            "PATCH", $"{Items}/1", "{}", WriterClient.MergePatch, "\"0\"", "<http://www.opengis.net/def/crs/EPSG/0/9999>");

        Assert.Equal((HttpStatusCode.BadRequest, "Content-Crs"), (answer.StatusCode, (await answer.ProblemAsync()).GetProperty("parameter").GetString()));
    }

    private async Task<HttpResponseMessage> PostAsync(string body) => await (await system.WithAsync("administrator|130000|")).WriteAsync("POST", Items, body, WriterClient.GeoJson);
}
