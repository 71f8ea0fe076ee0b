using System.Net;
using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>req/resource-path/resource-path-to-entities (OGC 18-088, 9.2): each of the usages.</summary>
[Collection(SensorThingsGroup.Name)]
public sealed class ResourcePath_Tests(SensorThingsSystem system)
{
    [Theory]
    [InlineData("Things(1)/Datastreams(1)/Observations", 100)]
    [InlineData("Datastreams(1)/Thing/Datastreams", 2)]
    [InlineData("Datastreams(1)/ObservedProperty/Datastreams", 3)]
    [InlineData("Sensors(1)/Datastreams(2)/ObservedProperty/Datastreams", 3)]
    [InlineData("FeaturesOfInterest(9)/Observations", 5)]
    [InlineData("Observations('6-1795132800000000')/FeatureOfInterest/Observations", 5)]
    public async Task Path_leads_through_entities_to_a_set(string path, int count)
    {
        Assert.Equal(count, (await (await system.ProvinceAsync()).StaAsync(path)).Ids().Count);
    }

    [Theory]
    [InlineData("Datastreams(1)/Thing", "1")]
    [InlineData("Datastreams(1)/Sensor", "1")]
    [InlineData("Datastreams(1)/ObservedProperty", "w01018")]
    [InlineData("Observations('6-1795132800000000')/Datastream", "6")]
    [InlineData("Things(1)/Datastreams(2)", "2")]
    public async Task Path_leads_to_one_entity(string path, string id)
    {
        Assert.Equal(id, (await (await system.ProvinceAsync()).StaAsync(path)).GetProperty("@iot.id").ToString());
    }

    [Fact]
    public async Task Property_of_an_entity_is_given_by_name()
    {
        var client = await system.ProvinceAsync();

        Assert.Equal("""{"name":"排口1"}""", (await client.StaAsync("Things(1)/name")).ToString());
        Assert.Equal("""{"@iot.id":1}""", (await client.StaAsync("Things(1)/id")).ToString());
        Assert.Equal("""{"name":"排口1"}""", (await client.StaAsync("Datastreams(1)/Thing/name")).ToString());
    }

    [Fact]
    public async Task Value_of_a_property_is_given_plain()
    {
        var client = await system.ProvinceAsync();

        using var name = await client.GetAsync($"{StaClient.Root}/Things(1)/name/$value");
        using var members = await client.GetAsync($"{StaClient.Root}/Things(1)/properties/$value");

        Assert.Equal(("排口1", "text/plain"), (await name.Content.ReadAsStringAsync(), name.Content.Headers.ContentType!.MediaType));
        Assert.Equal("application/json", members.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Property_without_a_value_has_no_content()
    {
        Assert.Equal(HttpStatusCode.NoContent, await (await system.ProvinceAsync()).StaStatusAsync("Observations('6-1795132800000000')/resultTime"));
    }

    [Fact]
    public async Task Addresses_alone_are_given_by_ref()
    {
        var client = await system.ProvinceAsync();

        var set = await client.StaAsync("Things(1)/Datastreams/$ref");
        var one = await client.StaAsync("Datastreams(1)/Thing/$ref");

        Assert.Equal(["/sta/v1.1/Datastreams(1)", "/sta/v1.1/Datastreams(2)"], set.GetProperty("value").EnumerateArray().Select(item => new Uri(item.GetProperty("@iot.selfLink").GetString()!).AbsolutePath));
        Assert.EndsWith("/sta/v1.1/Things(1)", one.GetProperty("@iot.selfLink").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("Things(0)")]
    [InlineData("Things(10)")]
    [InlineData("Things(abc)")]
    [InlineData("Things(1")]
    [InlineData("Things()")]
    [InlineData("Things(99999999999999999999)")]
    [InlineData("Things(1)/Nothing")]
    [InlineData("Things/name")]
    [InlineData("Things(1)/name/name")]
    [InlineData("Things(1)/$value")]
    [InlineData("Things(2)/Datastreams(1)")]
    [InlineData("Datastreams(1)/Thing(1)")]
    [InlineData("Datastreams(7)")]
    [InlineData("Observations('1')")]
    [InlineData("Observations('1-99999999999999999999')")]
    [InlineData("Observations('1-9223372036854775807')")]
    [InlineData("Observations('1--5')")]
    [InlineData("Observations(1)")]
    [InlineData("ObservedProperties('w01018''')")]
    [InlineData("Things(1)/Datastreams(1)/Thing/Datastreams(1)/Thing/Datastreams(1)/Thing/Datastreams(1)/Thing/Datastreams(1)/Thing/Datastreams(1)/Thing/Datastreams(1)")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, await (await system.ProvinceAsync()).StaStatusAsync(path));
    }

    [Fact]
    public async Task Created_observation_is_read_at_the_address_that_creating_it_gave()
    {
        var inspector = await system.OfAsync("inspector", "130100");
        using var body = new StringContent("""{"phenomenonTime": "2026-11-22T08:00:00.123456Z", "result": 12.5}""", System.Text.Encoding.UTF8, "application/json");

        using var created = await inspector.PostAsync($"{StaClient.Root}/Datastreams({SensorThingsSystem.Silent})/Observations", body);
        var observation = await inspector.StaAsync(created.Headers.Location!.ToString());

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal((12.5, "2026-11-22T08:00:00.123456Z"), (observation.GetProperty("result").GetDouble(), observation.GetProperty("phenomenonTime").GetString()));
        Assert.Equal(created.Headers.Location!.ToString(), observation.GetProperty("@iot.selfLink").GetString());
    }
}
