using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.OneMap;

/// <summary>Measuring through the whole server.</summary>
public sealed class Measure_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private static readonly double[][] Known = [[114.5, 38.05], [114.501, 38.05], [114.501, 38.051], [114.5, 38.051], [114.5, 38.05]];

    private readonly LandScene _scene = new(system.Store);

    private async Task<HttpClient> OfficerAsync(string area = StoreSeed.Shijiazhuang) => (await system.PersonAsync("officer", area)).Program;

    private static int ToHundred(JsonElement area) => (int)Math.Round(area.GetProperty("m2").GetDouble() / 100) * 100;

    private static object Told(Geometry polygon) => new { type = "Polygon", coordinates = new[] { polygon.Coordinates.Select(corner => new[] { corner.X, corner.Y }) } };

    [Fact]
    public async Task Known_ring_is_measured_in_three_units_whichever_way_it_is_told()
    {
        var officer = await OfficerAsync();
        foreach (var body in new object[]
        {
            new { type = "Polygon", coordinates = new[] { Known } },
            new { geometry = new { type = "MultiPolygon", coordinates = new[] { new[] { Known } } } },
            new { type = "Feature", geometry = new { type = "Polygon", coordinates = new[] { Known } } },
            new { crs = "EPSG:4490", geometry = new { type = "Polygon", coordinates = new[] { Known.Select(corner => new[] { corner[1], corner[0] }) } } },
        })
        {
            var measured = await officer.JsonAsync("POST", "api/land/measure", body);

            var area = measured.GetProperty("area");
            Assert.Equal((9742.49m, 0.9742m, 14.61m), (area.GetProperty("m2").GetDecimal(), area.GetProperty("ha").GetDecimal(), area.GetProperty("mu").GetDecimal()));
            Assert.Equal(9742.49, measured.GetProperty("geodesicM2").GetDouble(), 0.02);
        }
    }

    [Fact]
    public async Task A_hectare_of_a_zone_is_measured_where_it_lies()
    {
        // 100 × 100 m beside the middle meridian of zone 38; the projection's scale there is 1 + y²/2R², here 2.4e-5 for each side.
        double[][] ring = [[4213000, 38543800], [4213100, 38543800], [4213100, 38543900], [4213000, 38543900], [4213000, 38543800]];

        var measured = await (await OfficerAsync()).JsonAsync("POST", "api/land/measure", new { crs = "EPSG:4526", geometry = new { type = "Polygon", coordinates = new[] { ring } } });

        Assert.Equal(10_000 / Math.Pow(1 + (43_850.0 * 43_850.0 / (2 * 6_371_000.0 * 6_371_000.0)), 2), measured.GetProperty("area").GetProperty("m2").GetDouble(), 0.02);
    }

    [Fact]
    public async Task Split_by_class_county_and_basic_farmland_adds_up_and_names_the_gap()
    {
        await _scene.PutAsync("parcels", _scene.Box(0, 0, 60, 100), new { DLBM = "0102" });
        await _scene.PutAsync("parcels", _scene.Box(50, 0, 30, 100), new { DLBM = "0601" });
        await _scene.PutAsync("farmland", _scene.Box(0, 0, 30, 100), new { YJJBNTTBBH = "P" });
        await _scene.PutAsync("counties", _scene.Box(-500, -500, 550, 2000), new { }, area: null, code: "130102");
        await _scene.PutAsync("counties", _scene.Box(50, -500, 550, 2000), new { }, area: null, code: "130104");
        await system.Store.ExecuteAsync("UPDATE layer SET published = true WHERE id = 'counties'");

        var measured = await (await OfficerAsync()).JsonAsync("POST", "api/land/measure", Told(_scene.Box(0, 0, 100, 100)));

        foreach (var name in (string[])["classes", "counties", "basicFarmland"])
        {
            var split = measured.GetProperty(name);
            foreach (var unit in (string[])["m2", "ha", "mu"])
            {
                var sum = split.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("area")).Append(split.GetProperty("notCovered")).Append(split.GetProperty("coveredTwice"))
                    .Sum(area => area.GetProperty(unit).GetDecimal());
                Assert.Equal((name, unit, measured.GetProperty("area").GetProperty(unit).GetDecimal()), (name, unit, sum));
            }
        }

        var classes = measured.GetProperty("classes");
        Assert.Equal([("0102", "水浇地", "farmland"), ("0601", "工业用地", "built")], classes.GetProperty("parts").EnumerateArray().Select(part => (
            part.GetProperty("key").GetString()!, part.GetProperty("nameZh").GetString()!, part.GetProperty("kind").GetString()!)));
        Assert.Equal((2000, 1000), (ToHundred(classes.GetProperty("notCovered")), ToHundred(classes.GetProperty("coveredTwice"))));
        Assert.Equal(["130102", "130104"], measured.GetProperty("counties").GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("key").GetString()!).Order());
    }

    [Fact]
    public async Task Features_outside_the_callers_areas_divide_nothing()
    {
        await _scene.PutAsync("parcels", _scene.Box(0, 0, 100, 100), new { DLBM = "0102" });

        var measured = await (await OfficerAsync(StoreSeed.Tangshan)).JsonAsync("POST", "api/land/measure", Told(_scene.Box(0, 0, 100, 100)));

        Assert.Empty(measured.GetProperty("classes").GetProperty("parts").EnumerateArray());
        Assert.Equal(measured.GetProperty("area").GetProperty("m2").GetDecimal(), measured.GetProperty("classes").GetProperty("notCovered").GetProperty("m2").GetDecimal());
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[114,38]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[115,38],[115,39]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[115,38],[115,39],[114,39]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[115,39],[115,38],[114,39],[114,38]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[179,38],[-179,38],[-179,39],[179,38]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,98],[115,98],[115,99],[114,98]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[["a",38],[115,38],[115,39],["a",38]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1e999,38],[115,38],[115,39],[1e999,38]]]}""")]
    [InlineData("""{"crs":"EPSG:3857","type":"Polygon","coordinates":[[[114,38],[115,38],[115,39],[114,38]]]}""")]
    [InlineData("""{"crs":"EPSG:4526","type":"Polygon","coordinates":[[[99999999,0],[99999999,1],[99999998,1],[99999999,0]]]}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"type":5}""")]
    public async Task What_cannot_be_measured_is_refused_with_what_can(string body)
    {
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await (await OfficerAsync()).PostAsync(new Uri("api/land/measure", UriKind.Relative), content);

        var told = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} {told}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(told).RootElement.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task More_vertices_than_are_taken_are_refused()
    {
        var ring = Enumerable.Range(0, 20_001).Select(i => 2 * double.Pi * i / 20_000).Select(turn => new[] { 114.5 + (0.1 * Math.Cos(turn)), 38 + (0.1 * Math.Sin(turn)) }).ToArray();

        Assert.Equal(HttpStatusCode.BadRequest, await (await OfficerAsync()).StatusAsync("POST", "api/land/measure", new { type = "Polygon", coordinates = new[] { ring } }));
    }
}
