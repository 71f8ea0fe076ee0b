using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Demo.Seeding;
using Gis.Demo.Standards;
using Gis.Demo.Terrain;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class DemoPlan_Tests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DemoPlan Plan = Make();

    [Fact]
    public void The_province_has_exactly_what_was_promised()
    {
        Assert.Equal(1_211, Plan.Count("outfall_water", "outfall_gas"));
        Assert.Equal(28, Plan.Count("camera"));
        Assert.Equal(28, Plan.Views.Select(view => view.Watched).Distinct().Count());
        Assert.Equal(53, Plan.Count("air_station"));
        Assert.Equal(60, Plan.Count("water_station"));
        Assert.Equal(2_000, Plan.Count("water_meter"));
        Assert.Equal(40, Plan.Units.Count);
        Assert.Equal(7, Plan.Units.Select(unit => unit.Kind).Distinct().Count());
    }

    [Fact]
    public void The_same_map_gives_the_same_province() => Assert.Equal(JsonSerializer.Serialize(Plan), JsonSerializer.Serialize(Make()));

    [Fact]
    public void Every_name_in_the_field_is_its_own_and_of_the_right_form()
    {
        var codes = Plan.Things.Select(thing => thing.Code).Concat(Plan.Units.Select(unit => unit.Code)).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[A-Za-z0-9._:-]{1,64}$", code));
        Assert.All(Plan.Things.Where(thing => thing.Scheme == "mn"), thing => Assert.Matches("^[0-9A-F]{24}$", thing.Code));
        Assert.All(Plan.Things.Where(thing => thing.Scheme == "camera"), thing => Assert.Matches("^[0-9]{20}$", thing.Code));
    }

    [Fact]
    public void No_two_outfalls_share_a_name()
    {
        var names = Plan.Things.Where(thing => thing.Kind.StartsWith("outfall", StringComparison.Ordinal)).Select(thing => thing.NameZh).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Everything_lies_in_the_county_it_is_registered_in()
    {
        var counties = SyntheticProvince.Map.Counties.ToDictionary(county => county.Code);

        Assert.All(Plan.Things.Where(thing => thing.Kind != "camera"), thing => Assert.True(counties[thing.AreaCode].Contains(thing.At), thing.Code));
    }

    [Fact]
    public void Most_water_outfalls_lie_beside_a_river_and_say_where()
    {
        var water = Plan.Things.Where(thing => thing.Kind == "outfall_water").ToList();
        var beside = water.Where(thing => thing.Properties.ContainsKey("reach")).ToList();

        Assert.True(beside.Count > water.Count / 2, $"{beside.Count} of {water.Count}");
        Assert.All(beside, thing =>
        {
            var reach = SyntheticProvince.Map.Rivers.ById[(long)thing.Properties["reach"]];
            Assert.True(Earth.DistanceM(reach.At((double)thing.Properties["chainage_m"]), thing.At) < 15_100, thing.Code);
        });
    }

    [Fact]
    public void Water_stations_stand_on_the_river() =>
        Assert.All(Plan.Things.Where(thing => thing.Kind == "water_station"), thing =>
            Assert.True(SyntheticProvince.Map.Rivers.Nearest(thing.At, 100) is not null, thing.Code));

    [Fact]
    public void Every_outfall_has_limits_that_name_their_source_and_the_streams_they_judge()
    {
        Assert.All(Plan.Things.Where(thing => thing.Kind.StartsWith("outfall", StringComparison.Ordinal)), thing =>
        {
            Assert.True(thing.Limits.Count >= 3, thing.Code);
            Assert.All(thing.Limits, limit =>
            {
                Assert.Matches(new Regex("[0-9]{4}"), limit.Source);
                Assert.Contains(thing.Streams, stream => stream.Property == limit.Property && stream.PeriodS == limit.PeriodS && stream.Unit == limit.Unit);
            });
        });
    }

    [Fact]
    public void Gas_is_judged_on_values_at_the_standard_oxygen() =>
        Assert.All(Plan.Things.Where(thing => thing.Kind == "outfall_gas"), thing => Assert.All(thing.Limits, limit => Assert.Equal("zs_avg", limit.Basis)));

    [Fact]
    public void Every_meter_has_a_stream_for_each_thing_it_tells() =>
        Assert.All(Plan.Things.Where(thing => thing.Kind == "water_meter"), meter =>
        {
            string[] told = (string)meter.Properties["form"] == "nb_iot" ? ["flow", "signal", "volume", "battery", "valve"] : ["reverse_volume", "volume", "battery"];
            Assert.All(told, property => Assert.Contains(meter.Streams, one => one.Property == property && one.PeriodS == 0));
            Assert.Contains(meter.Streams, one => one is { Property: "interval_volume", Unit: "L", PeriodS: 300 or 1_800 });
        });

    private static DemoPlan Make() => DemoPlanner.Plan(SyntheticProvince.Map, LimitTables.Load(), 300, Today);
}
