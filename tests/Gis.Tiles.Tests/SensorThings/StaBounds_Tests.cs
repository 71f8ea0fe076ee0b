using Gis.Tiles.SensorThings;
using Gis.Tiles.SensorThings.Query;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>Which questions about observations the store can go about by its keys.</summary>
public sealed class StaBounds_Tests
{
    [Theory]
    [InlineData("Observations", "result gt 5", true)]
    [InlineData("Observations", "result gt 5 or phenomenonTime ge 2026-11-21T00:00:00Z", true)]
    [InlineData("Observations", "result gt 5 and phenomenonTime lt 2026-11-21T00:00:00Z", true)]
    [InlineData("Observations", "result gt 5 and phenomenonTime ge 2026-11-21T00:00:00Z", false)]
    [InlineData("Observations", "result gt 5 and 2026-11-21T00:00:00Z le phenomenonTime", false)]
    [InlineData("Observations", "result gt 5 and Datastream/Thing/id eq 7", false)]
    [InlineData("Observations", null, false)]
    [InlineData("Datastreams(1)/Observations", "result gt 5", false)]
    [InlineData("Things", "name eq 'a'", false)]
    public void Filter_over_all_observations_needs_a_time_or_a_datastream(string path, string? filter, bool isBoundless)
    {
        var asked = new StaOptions { Filter = filter is null ? null : ODataParser.Parse(filter) };

        Assert.Equal(isBoundless, StaBounds.IsBoundless(StaPath.TryParse(path)!, asked));
    }

    [Theory]
    [InlineData("result", true)]
    [InlineData("phenomenonTime", false)]
    public void Order_of_all_observations_needs_a_key(string name, bool isBoundless)
    {
        var asked = new StaOptions { Order = [new OrderKey(new(name, ""), IsDescending: true)] };

        Assert.Equal(isBoundless, StaBounds.IsBoundless(StaPath.TryParse("Observations")!, asked));
    }
}
