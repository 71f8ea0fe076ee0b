using Gis.Testing;
using System.Text.Json;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>Requirements class datamodel (OGC 18-088, section 8): a test for each entity, with its properties and its relations.</summary>
[Collection(SensorThingsGroup.Name)]
public sealed class DataModel_Tests(SensorThingsSystem system)
{
    /// <summary>req/datamodel/{entity}/properties and relations, and entity-control-information.</summary>
    [Theory]
    [InlineData("Things(1)", "name description properties", "Locations HistoricalLocations Datastreams")]
    [InlineData("Things(1)/Locations", "name description encodingType location", "Things HistoricalLocations")]
    [InlineData("Things(1)/HistoricalLocations", "time", "Thing Locations")]
    [InlineData("Datastreams(1)", "name description observationType unitOfMeasurement observedArea properties", "Thing Sensor ObservedProperty Observations")]
    [InlineData("Sensors(1)", "name description encodingType metadata", "Datastreams")]
    [InlineData("ObservedProperties('w01018')", "name description definition properties", "Datastreams")]
    [InlineData("Datastreams(1)/Observations", "phenomenonTime result resultTime resultQuality parameters", "Datastream FeatureOfInterest")]
    [InlineData("FeaturesOfInterest(1)", "name description encodingType feature", "Observations")]
    public async Task Entity_has_its_properties_relations_and_control_information(string path, string properties, string relations)
    {
        var client = await system.ProvinceAsync();

        var answer = await client.StaAsync(path);
        var entity = answer.TryGetProperty("value", out var set) ? set[0] : answer;

        Assert.Equal(
            ["@iot.id", "@iot.selfLink", .. properties.Split(' '), .. relations.Split(' ').Select(name => $"{name}@iot.navigationLink")],
            entity.Members());
        var self = await client.StaAsync(entity.GetProperty("@iot.selfLink").GetString()!);
        Assert.Equal(entity.ToString(), self.ToString());
        foreach (var relation in relations.Split(' '))
        {
            await client.StaAsync(entity.GetProperty($"{relation}@iot.navigationLink").GetString()!);
        }
    }

    [Fact]
    public async Task Thing_discloses_what_the_register_does_and_no_contact()
    {
        var thing = await system.Anyone.StaAsync("Things(1)");

        Assert.Equal("企业1", thing.GetProperty("properties").GetProperty("enterprise").GetString());
        Assert.DoesNotContain("13800000000", thing.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("88888880000001", (await (await system.ProvinceAsync()).StaAsync("Sensors(1)")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thing_that_moved_has_one_location_and_two_historical_ones()
    {
        var now = await system.Anyone.StaAsync("Things(1)/Locations");
        var before = await system.Anyone.StaAsync("Things(1)/HistoricalLocations?$orderby=time&$expand=Locations,Thing");

        Assert.Equal("[114.511,38.05]", Assert.Single(now.GetProperty("value").EnumerateArray()).GetProperty("location").GetProperty("coordinates").ToString());
        Assert.Equal(
            ["[114.51,38.05]", "[114.511,38.05]"],
            before.GetProperty("value").EnumerateArray().Select(place => Assert.Single(place.GetProperty("Locations").EnumerateArray()).GetProperty("location").GetProperty("coordinates").ToString()));
        Assert.All(before.GetProperty("value").EnumerateArray(), place => Assert.Equal(1, place.GetProperty("Thing").GetProperty("@iot.id").GetInt64()));
    }

    [Fact]
    public async Task Location_of_now_leads_to_its_thing_and_one_of_the_past_to_none()
    {
        var places = await system.Anyone.WalkAsync("Things(1)/HistoricalLocations?$orderby=time");

        Assert.Empty((await system.Anyone.StaAsync($"Locations('{places[0]}')/Things")).Ids());
        Assert.Equal(["1"], (await system.Anyone.StaAsync($"Locations('{places[1]}')/Things")).Ids());
    }

    [Fact]
    public async Task Instant_value_has_a_moment_and_a_period_value_its_start_and_end()
    {
        var client = await system.ProvinceAsync();

        var instant = (await client.StaAsync($"Datastreams({SensorThingsSystem.CodMinutes})/Observations?$top=1")).GetProperty("value")[0];
        var period = (await client.StaAsync($"Datastreams({SensorThingsSystem.CodHours})/Observations?$top=1&$skip=3")).GetProperty("value")[0];

        Assert.Equal("2026-11-20T22:00:00Z", instant.GetProperty("phenomenonTime").GetString());
        Assert.Equal("2026-11-20T03:00:00Z/2026-11-20T04:00:00Z", period.GetProperty("phenomenonTime").GetString());
        Assert.Equal((3.5, 3, 4), (period.GetProperty("result").GetDouble(), period.GetProperty("parameters").GetProperty("min").GetDouble(), period.GetProperty("parameters").GetProperty("max").GetDouble()));
        Assert.Equal("N", period.GetProperty("resultQuality").GetString());
    }

    [Fact]
    public async Task Value_that_is_no_number_is_null()
    {
        var page = await (await system.ProvinceAsync()).StaAsync($"Datastreams({SensorThingsSystem.CodMinutes})/Observations?$skip=6&$top=4&$select=result");

        Assert.Equal("6,null,null,9", string.Join(',', page.GetProperty("value").EnumerateArray().Select(value => value.GetProperty("result").GetRawText())));
    }

    [Fact]
    public async Task Service_lists_the_sets_and_what_it_conforms_to()
    {
        var root = await system.Anyone.StaAsync("");

        Assert.Equal(
            "Things Locations HistoricalLocations Datastreams Sensors ObservedProperties Observations FeaturesOfInterest",
            string.Join(' ', root.GetProperty("value").EnumerateArray().Select(set => set.GetProperty("name").GetString())));
        foreach (var set in root.GetProperty("value").EnumerateArray())
        {
            await system.Anyone.StaAsync(set.GetProperty("url").GetString()!);
        }

        Assert.Equal(JsonValueKind.Array, root.GetProperty("serverSettings").GetProperty("conformance").ValueKind);
    }
}
