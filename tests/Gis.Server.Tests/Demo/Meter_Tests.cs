using System.Text.Json;
using Gis.Demo.Simulation;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class Meter_Tests
{
    private static readonly DateTimeOffset Dawn = new(2026, 11, 22, 21, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_meter_never_counts_backward_and_its_intervals_add_up()
    {
        var life = new MeterLife(Household("own"));
        var day = MeterLife.DayOf(Dawn) - 1;

        var used = life.TotalM3(MeterLife.StartOf(day + 1)) - life.TotalM3(MeterLife.StartOf(day));

        Assert.Equal(48, life.HalfHours(day).Length);
        Assert.Equal(life.HalfHours(day).Sum() / 1_000, used, 0.002);
        Assert.True(life.TotalM3(Dawn.AddHours(1)) >= life.TotalM3(Dawn));
    }

    [Fact]
    public void Our_own_form_says_what_the_protocol_promises()
    {
        var meter = Household("own");
        using var report = JsonDocument.Parse(new MeterVoice(meter).Report(Dawn));

        Assert.Equal(meter.Code, report.RootElement.GetProperty("meterId").GetString());
        Assert.Equal(48, report.RootElement.GetProperty("intervalLitres").GetArrayLength());
        Assert.Equal("2026-11-23T05:00:00+08:00", report.RootElement.GetProperty("readAt").GetString());
    }

    [Fact]
    public void The_platform_form_has_its_services()
    {
        var meter = Household("nb_iot");
        using var report = JsonDocument.Parse(new MeterVoice(meter).Report(Dawn));

        Assert.Equal(meter.Code, report.RootElement.GetProperty("deviceId").GetString());
        Assert.Equal("2026-11-23 05:00:00", report.RootElement.GetProperty("WaterMeter").GetProperty("timeOfReading").GetString());
        Assert.True(report.RootElement.GetProperty("Meter").GetProperty("currentReading").GetDouble() > 0);
        Assert.True(report.RootElement.GetProperty("Battery").GetProperty("batteryLevel").GetDouble() > 3);
    }

    [Fact]
    public void Few_meters_leak()
    {
        var leaking = DemoField.World.Things.Count(thing => thing.Kind == "water_meter" && new MeterLife(thing).Leaks);

        Assert.InRange(leaking, 1, 20);
    }

    private static FieldThing Household(string form) =>
        DemoField.World.Things.First(thing => thing.Kind == "water_meter" && thing.Form == form && thing.Q3M3h < 10 && !new MeterLife(thing).Leaks);
}
