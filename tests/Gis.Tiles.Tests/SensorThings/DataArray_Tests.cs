using Gis.Testing;
using System.Text.Json;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>req/data-array/data-array (OGC 18-088, 12.1).</summary>
[Collection(SensorThingsGroup.Name)]
public sealed class DataArray_Tests(SensorThingsSystem system)
{
    [Theory]
    [InlineData("$resultFormat")]
    [InlineData("resultFormat")]
    public async Task Observations_come_as_arrays_under_the_names_of_their_components(string option)
    {
        var page = await (await system.ProvinceAsync()).StaAsync($"Datastreams(6)/Observations?{option}=dataArray&$select=id,phenomenonTime,result&$top=2&$count=true");

        var group = Assert.Single(page.GetProperty("value").EnumerateArray());
        Assert.Equal(5, page.GetProperty("@iot.count").GetInt64());
        Assert.EndsWith("/Datastreams(6)", group.GetProperty("Datastream@iot.navigationLink").GetString(), StringComparison.Ordinal);
        Assert.Equal("""["id","phenomenonTime","result"]""", group.GetProperty("components").ToString());
        Assert.Equal(2, group.GetProperty("dataArray@iot.count").GetInt32());
        Assert.Equal("""[["6-1795132800000000","2026-11-20T00:00:00Z",100],["6-1795136400000000","2026-11-20T01:00:00Z",101]]""", group.GetProperty("dataArray").ToString());
    }

    [Fact]
    public async Task Pages_of_arrays_hold_every_observation_once()
    {
        var client = await system.ProvinceAsync();
        var ids = new List<string>();
        for (var next = "Observations?$resultFormat=dataArray&$top=90"; next is not null;)
        {
            var page = await client.StaAsync(next);
            ids.AddRange(page.GetProperty("value").EnumerateArray().SelectMany(group => group.GetProperty("dataArray").EnumerateArray()).Select(row => row[0].GetString()!));
            next = page.NextLink();
        }

        var all = ids.Where(id => !id.StartsWith("8-", StringComparison.Ordinal)).ToList();
        Assert.Equal(2 * SensorThingsSystem.Minutes + 3 * SensorThingsSystem.Hours + 5, all.Count);
        Assert.Equal(all.Count, all.Distinct().Count());
    }
}
