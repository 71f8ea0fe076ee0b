using System.Net;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.SensorThings;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>
/// SensorThings API 1.1 Part 1 (18-088), classes datamodel, resource-path, request-data, data-array and create-observations-via-mqtt: a test a requirement, named by
/// its id. What each does in its corners is tested in the folder <c>SensorThings</c>.
/// </summary>
[Collection(SensorThingsGroup.Name)]
public sealed class SensorThings_Tests(SensorThingsSystem system)
{
    private const string Cod = "Datastreams(1)/Observations";

    [Fact]
    public Task Req_datamodel_thing_properties() => AssertPropertiesAsync("Things(1)", "name description properties");

    [Fact]
    public Task Req_datamodel_thing_relations() => AssertRelationsAsync("Things(1)", "Locations HistoricalLocations Datastreams");

    [Fact]
    public Task Req_datamodel_location_properties() => AssertPropertiesAsync("Things(1)/Locations", "name description encodingType location");

    [Fact]
    public Task Req_datamodel_location_relations() => AssertRelationsAsync("Things(1)/Locations", "Things HistoricalLocations");

    [Fact]
    public Task Req_datamodel_historical_location_properties() => AssertPropertiesAsync("Things(1)/HistoricalLocations", "time");

    [Fact]
    public Task Req_datamodel_historical_location_relations() => AssertRelationsAsync("Things(1)/HistoricalLocations", "Thing Locations");

    [Fact]
    public Task Req_datamodel_datastream_properties() => AssertPropertiesAsync("Datastreams(1)", "name description observationType unitOfMeasurement observedArea properties");

    [Fact]
    public Task Req_datamodel_datastream_relations() => AssertRelationsAsync("Datastreams(1)", "Thing Sensor ObservedProperty Observations");

    [Fact]
    public Task Req_datamodel_sensor_properties() => AssertPropertiesAsync("Sensors(1)", "name description encodingType metadata");

    [Fact]
    public Task Req_datamodel_sensor_relations() => AssertRelationsAsync("Sensors(1)", "Datastreams");

    [Fact]
    public Task Req_datamodel_observed_property_properties() => AssertPropertiesAsync("ObservedProperties('w01018')", "name description definition properties");

    [Fact]
    public Task Req_datamodel_observed_property_relations() => AssertRelationsAsync("ObservedProperties('w01018')", "Datastreams");

    [Fact]
    public Task Req_datamodel_observation_properties() => AssertPropertiesAsync("Datastreams(1)/Observations", "phenomenonTime result resultTime resultQuality parameters");

    [Fact]
    public Task Req_datamodel_observation_relations() => AssertRelationsAsync("Datastreams(1)/Observations", "Datastream FeatureOfInterest");

    [Fact]
    public Task Req_datamodel_feature_of_interest_properties() => AssertPropertiesAsync("FeaturesOfInterest(1)", "name description encodingType feature");

    [Fact]
    public Task Req_datamodel_feature_of_interest_relations() => AssertRelationsAsync("FeaturesOfInterest(1)", "Observations");

    /// <summary>Each entity of each set leads to itself by its selfLink, and to others by navigationLinks.</summary>
    [Fact]
    public async Task Req_datamodel_entity_control_information_common_control_information()
    {
        var client = await system.ProvinceAsync();
        foreach (var set in (await client.StaAsync("")).GetProperty("value").EnumerateArray().Select(set => set.GetProperty("name").GetString()!).Where(set => set != "MultiDatastreams"))
        {
            var entity = (await client.StaAsync($"{set}?$top=1")).GetProperty("value")[0];
            var self = await client.StaAsync(entity.GetProperty("@iot.selfLink").GetString()!);
            Assert.Equal((set, entity.GetProperty("@iot.id").ToString()), (set, self.GetProperty("@iot.id").ToString()));
            Assert.Contains(entity.Members(), member => member.EndsWith("@iot.navigationLink", StringComparison.Ordinal));
        }
    }

    /// <summary>The usages of 9.2: set, entity, property, its value, navigation, addresses alone, and paths through entities.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("ObservedProperties")]
    [InlineData("Things(1)")]
    [InlineData("Things(1)/name")]
    [InlineData("Things(1)/name/$value")]
    [InlineData("Things(1)/Datastreams")]
    [InlineData("Things(1)/Datastreams/$ref")]
    [InlineData("Things(1)/Datastreams(1)/Thing/Datastreams(1)/Observations")]
    public async Task Req_resource_path_resource_path_to_entities(string path) => Assert.Equal(HttpStatusCode.OK, await (await system.ProvinceAsync()).StaStatusAsync(path));

    [Theory]
    [InlineData("Things(1)", HttpStatusCode.OK)]
    [InlineData("Things(987654)", HttpStatusCode.NotFound)]
    [InlineData("Secrets", HttpStatusCode.NotFound)]
    public async Task Req_request_data_status_code(string path, HttpStatusCode expected) => Assert.Equal(expected, await (await system.ProvinceAsync()).StaStatusAsync(path));

    [Theory]
    [InlineData("Things?$top=1", HttpStatusCode.OK)]
    [InlineData("Things?$top=one", HttpStatusCode.BadRequest)]
    [InlineData("Things?$filter=secret eq 1", HttpStatusCode.BadRequest)]
    [InlineData("Things?$search=x", HttpStatusCode.NotImplemented)]
    public async Task Req_request_data_query_status_code(string path, HttpStatusCode expected) => Assert.Equal(expected, await (await system.ProvinceAsync()).StaStatusAsync(path));

    /// <summary>Filter, count, order, skip, top; then expand and select.</summary>
    [Fact]
    public async Task Req_request_data_order()
    {
        var page = await (await system.ProvinceAsync()).WhereAsync(Cod, "result gt 100", "&$orderby=result desc&$skip=10&$top=2&$count=true&$expand=Datastream($select=id)&$select=result,Datastream");

        Assert.Equal(149, page.GetProperty("@iot.count").GetInt64());
        Assert.Equal([239, 238], page.GetProperty("value").EnumerateArray().Select(value => value.GetProperty("result").GetDouble()));
        Assert.All(page.GetProperty("value").EnumerateArray(), value => Assert.Equal(1, value.GetProperty("Datastream").GetProperty("@iot.id").GetInt64()));
    }

    [Fact]
    public async Task Req_request_data_expand()
    {
        var thing = await (await system.ProvinceAsync()).StaAsync("Things(1)?$expand=Locations,Datastreams($top=1;$expand=ObservedProperty)");

        Assert.Single(thing.GetProperty("Locations").EnumerateArray());
        Assert.Equal("w01018", Assert.Single(thing.GetProperty("Datastreams").EnumerateArray()).GetProperty("ObservedProperty").GetProperty("@iot.id").GetString());
    }

    [Fact]
    public async Task Req_request_data_select() => Assert.Equal(["@iot.id", "name"], (await (await system.ProvinceAsync()).StaAsync("Things(1)?$select=id,name")).Members());

    [Theory]
    [InlineData("Things?$orderby=id desc", "9,8,7")]
    [InlineData("Datastreams?$orderby=Thing/id desc,id", "6,5,4")]
    public async Task Req_request_data_orderby(string path, string first) => Assert.StartsWith(first, string.Join(',', (await (await system.ProvinceAsync()).StaAsync(path)).Ids()), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Req_request_data_top(int top) => Assert.Equal(top, (await (await system.ProvinceAsync()).StaAsync($"Things?$top={top}")).Ids().Count);

    [Fact]
    public async Task Req_request_data_skip()
    {
        var client = await system.ProvinceAsync();

        Assert.Equal((await client.StaAsync("Things?$orderby=name")).Ids().Skip(4), (await client.StaAsync("Things?$orderby=name&$skip=4")).Ids());
    }

    /// <summary>Of all that match, whatever $top and $skip say; false is as if it were not given.</summary>
    [Theory]
    [InlineData("Things?$count=true&$top=1", 9L)]
    [InlineData("Things?$count=true&$skip=5&$filter=id gt 4", 5L)]
    [InlineData("Things?$count=false", null)]
    [InlineData("Things", null)]
    public async Task Req_request_data_count(string path, long? expected)
    {
        var page = await (await system.ProvinceAsync()).StaAsync(path);

        Assert.Equal(expected, page.TryGetProperty("@iot.count", out var count) ? count.GetInt64() : null);
    }

    [Fact]
    public async Task Req_request_data_filter() => Assert.Equal(["1", "2", "3"], (await (await system.ProvinceAsync()).WhereAsync("Things", "properties/enterprise ne null", "&$orderby=id")).Ids());

    /// <summary>One of each row of table 21.</summary>
    [Theory]
    [InlineData("result eq 5", 1)]
    [InlineData("result ne 5", 247)]
    [InlineData("result gt 240", 9)]
    [InlineData("result ge 240", 10)]
    [InlineData("result lt 3", 3)]
    [InlineData("result le 3", 4)]
    [InlineData("result gt 3 and result lt 5", 1)]
    [InlineData("result eq 3 or result eq 5", 2)]
    [InlineData("not (result lt 240)", 10)]
    [InlineData("result add 1 eq 5", 1)]
    [InlineData("result sub 1 eq 5", 1)]
    [InlineData("result mul 2 eq 10", 1)]
    [InlineData("result div 2 eq 2.5", 1)]
    [InlineData("result mod 100 eq 50", 2)]
    [InlineData("(result add 1) mul 2 eq 12", 1)]
    public async Task Req_request_data_built_in_filter_operations(string filter, int expected) =>
        Assert.Equal(expected, (await (await system.ProvinceAsync()).WhereAsync(Cod, filter, "&$top=1000")).Ids().Count);

    /// <summary>Some of each group of table 22: texts, dates, mathematics, places.</summary>
    [Theory]
    [InlineData("substringof('Outfall 1', name) or startswith(description, 'Outfall 1')", 1)]
    [InlineData("geo.distance(Locations/location, geography'POINT (114.511 38.05)') lt 0.0005", 1)]
    [InlineData("st_within(Locations/location, geography'POLYGON ((118 39, 119 39, 119 40, 118 40, 118 39))')", 3)]
    [InlineData("year(now()) gt 2000", 9)]
    [InlineData("round(2.5 add 0.1) eq 3", 9)]
    public async Task Req_request_data_built_in_query_functions(string filter, int expected) => Assert.Equal(expected, (await (await system.ProvinceAsync()).WhereAsync("Things", filter)).Ids().Count);

    [Fact]
    public async Task Req_request_data_pagination()
    {
        var client = await system.ProvinceAsync();
        var first = await client.StaAsync($"{Cod}?$top=100");

        var all = await client.WalkAsync($"{Cod}?$top=100");

        Assert.NotNull(first.NextLink());
        Assert.Equal((SensorThingsSystem.Minutes, SensorThingsSystem.Minutes), (all.Count, all.Distinct().Count()));
    }

    [Fact]
    public async Task Req_data_array_data_array()
    {
        var page = await (await system.ProvinceAsync()).StaAsync("Datastreams(6)/Observations?$resultFormat=dataArray&$select=phenomenonTime,result&$top=2");

        var group = Assert.Single(page.GetProperty("value").EnumerateArray());
        Assert.Equal("""["phenomenonTime","result"]""", group.GetProperty("components").ToString());
        Assert.Equal("""[["2026-11-20T00:00:00Z",100],["2026-11-20T01:00:00Z",101]]""", group.GetProperty("dataArray").ToString());
    }

    /// <summary>What a device publishes under the address of a datastream's observations is read there; it may publish nothing else.</summary>
    [Fact]
    public async Task Req_create_observations_via_mqtt_observations_creation()
    {
        var client = await system.ProvinceAsync();
        await system.Broker.AllowAsync(SensorThingsSystem.Gateway, SensorThingsSystem.Silent);
        await using var line = await FieldLine.ConnectAsync(system.Broker.Port, SensorThingsSystem.Gateway, $"v1.1/Datastreams({SensorThingsSystem.Silent})/Observations");

        await line.PublishAsync("""{"result":38.4,"phenomenonTime":"2026-11-22T09:00:00Z"}"""u8.ToArray());

        JsonElement found = default;
        await Eventually.TrueAsync(
            async () => (found = await client.WhereAsync($"Datastreams({SensorThingsSystem.Silent})/Observations", "phenomenonTime eq 2026-11-22T09:00:00Z")).Ids().Count == 1,
            "the observation is read",
            TimeSpan.FromSeconds(20));
        Assert.Equal(38.4, found.GetProperty("value")[0].GetProperty("result").GetDouble());
    }

    private async Task AssertPropertiesAsync(string path, string names)
    {
        var entity = await EntityAsync(path);

        Assert.Equal(names.Split(' '), entity.Members().Where(member => !member.Contains("@iot.", StringComparison.Ordinal)));
    }

    /// <summary>Each link leads to what it says: one entity, or a set.</summary>
    private async Task AssertRelationsAsync(string path, string names)
    {
        var (client, entity) = (await system.ProvinceAsync(), await EntityAsync(path));
        const string link = "@iot.navigationLink";

        Assert.Equal(names.Split(' '), entity.Members().Where(member => member.EndsWith(link, StringComparison.Ordinal)).Select(member => member[..^link.Length]));
        foreach (var name in names.Split(' '))
        {
            Assert.Equal(name.EndsWith('s'), (await client.StaAsync(entity.GetProperty(name + link).GetString()!)).TryGetProperty("value", out _));
        }
    }

    private async Task<JsonElement> EntityAsync(string path)
    {
        var answer = await (await system.ProvinceAsync()).StaAsync(path);
        return answer.TryGetProperty("value", out var set) ? set[0] : answer;
    }
}
