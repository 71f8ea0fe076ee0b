using System.Net;
using Gis.Testing;
using System.Text.Json;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>What lies outside a caller's areas, and values for those who hold no grant, are absent everywhere alike.</summary>
[Collection(SensorThingsGroup.Name)]
public sealed class StaScope_Tests(SensorThingsSystem system)
{
    [Theory]
    [InlineData(null, null, null, "1,2,3,4,5", "")]
    [InlineData("officer", "130000", null, "1,2,3,4,5,6,7,8,9", "1,2,3,4,5,6,8")]
    [InlineData("inspector", "130200", null, "1,2,3,4,5,7", "3,5")]
    [InlineData("officer", "130100", "air_stations", "1,2,3,4,5,6", "4")]
    [InlineData("guest", "130100", "air_stations", "1,2,3,4,5,6", "")]
    [InlineData("guest", "130000", null, "1,2,3,4,5,6,7", "")]
    public async Task Things_are_seen_as_their_layers_and_values_by_grants_alone(string? role, string? area, string? layer, string things, string streams)
    {
        var client = role is null ? system.Anyone : await system.OfAsync(role, area!, layer is null ? [] : [layer]);

        Assert.Equal(things, string.Join(',', await client.WalkAsync("Things?$top=2")));
        Assert.Equal(streams, string.Join(',', await client.WalkAsync("Datastreams?$top=2")));
        Assert.Equal(streams.Length == 0 ? 0 : streams.Split(',').Length, (await client.StaAsync("Datastreams?$count=true&$top=0")).GetProperty("@iot.count").GetInt64());
        var observed = (await client.WalkAsync("Observations?$top=300&$select=id")).Select(id => id.Split('-')[0]).Distinct();
        Assert.Subset(streams.Split(',').ToHashSet(), observed.ToHashSet());
    }

    [Theory]
    [InlineData("Things(6)", "Things(60)")]
    [InlineData("Things(6)/name", "Things(60)/name")]
    [InlineData("Things(6)/Datastreams", "Things(60)/Datastreams")]
    [InlineData("Datastreams(1)", "Datastreams(100)")]
    [InlineData("Datastreams(1)/Observations", "Datastreams(100)/Observations")]
    [InlineData("Sensors(1)", "Sensors(100)")]
    [InlineData("FeaturesOfInterest(6)", "FeaturesOfInterest(60)")]
    [InlineData("Observations('1-1795212000000000')", "Observations('100-1795212000000000')")]
    public async Task Refused_and_absent_get_the_same_answer(string refused, string absent)
    {
        Assert.NotEqual(HttpStatusCode.NotFound, await (await system.ProvinceAsync()).StaStatusAsync(refused));

        using var first = await system.Anyone.GetAsync($"{StaClient.Root}/{refused}");
        using var second = await system.Anyone.GetAsync($"{StaClient.Root}/{absent}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (first.StatusCode, second.StatusCode));
        Assert.Equal(await WordsAsync(second), await WordsAsync(first));
    }

    /// <summary>A filter that leads to what a caller may not see finds nothing there.</summary>
    [Theory]
    [InlineData("Things", "Datastreams/Observations/result gt 0")]
    [InlineData("Things", "Datastreams/id eq 1")]
    [InlineData("ObservedProperties", "Datastreams/Thing/name eq '排口1'")]
    [InlineData("FeaturesOfInterest", "Observations/result gt 0")]
    public async Task Filter_tells_nothing_of_values_that_are_not_the_callers(string set, string filter)
    {
        Assert.Empty((await system.Anyone.WhereAsync(set, filter)).Ids());
        Assert.NotEmpty((await (await system.ProvinceAsync()).WhereAsync(set, filter)).Ids());
    }

    [Fact]
    public async Task Expanded_entities_are_those_that_the_caller_sees()
    {
        var open = await system.Anyone.StaAsync("Things(1)?$expand=Datastreams,Locations");
        var property = await (await system.OfAsync("officer", "130200")).StaAsync("ObservedProperties('a34004')?$expand=Datastreams");

        Assert.Empty(open.GetProperty("Datastreams").EnumerateArray());
        Assert.Single(open.GetProperty("Locations").EnumerateArray());
        Assert.Equal([SensorThingsSystem.LunanAir], property.GetProperty("Datastreams").EnumerateArray().Select(stream => stream.GetProperty("@iot.id").GetInt32()));
    }

    [Fact]
    public async Task Answers_are_kept_for_nobody_else()
    {
        using var answer = await system.Anyone.GetAsync($"{StaClient.Root}/Things");

        Assert.Equal("no-cache, private", answer.Headers.CacheControl!.ToString());
    }

    private static async Task<string> WordsAsync(HttpResponseMessage answer) => string.Join(
        '|',
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateObject().Where(member => member.Name != "traceId").Select(member => member.ToString()));
}
