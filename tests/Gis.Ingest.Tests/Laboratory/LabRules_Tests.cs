using System.Text.Json;
using Gis.Ingest.Laboratory;
using Xunit;

namespace Gis.Ingest.Tests.Laboratory;

public sealed class LabRules_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("w01018")]
    [InlineData("W01018")]
    [InlineData("化学需氧量")]
    [InlineData("chemical oxygen demand")]
    [InlineData("COD")]
    public void Property_goes_by_its_code_or_a_name(string name)
    {
        var observation = Observation(Row(property: name));

        Assert.Equal((38.4, "2026-11-03T01:30:00+00:00", "2026-11-03T04:00:00+00:00"),
            (observation.GetProperty("result").GetDouble(), observation.GetProperty("phenomenonTime").GetString(), observation.GetProperty("resultTime").GetString()));
        Assert.False(observation.TryGetProperty("resultQuality", out _));
        Assert.Equal("S-1", observation.GetProperty("parameters").GetProperty("sample_no").GetString());
    }

    [Theory]
    [InlineData("<0.05", 0.05)]
    [InlineData("＜0.05", 0.05)]
    [InlineData("0.05L", 0.05)]
    public void Below_detection_is_the_limit_with_its_flag(string value, double limit)
    {
        var observation = Observation(Row(value: value));

        Assert.Equal((limit, "L"), (observation.GetProperty("result").GetDouble(), observation.GetProperty("resultQuality").GetString()));
    }

    [Theory]
    [InlineData("mg/L", "mg/L", 38.4)]
    [InlineData("MG/l", "mg/L", 38.4)]
    [InlineData("μg/L", "mg/L", 0.0384)]
    [InlineData("mg/L", "ug/L", 38_400)]
    [InlineData("µg/m³", "mg/m3", 0.0384)]
    [InlineData("mS/m", "uS/cm", 384)]
    [InlineData("无量纲", "[pH]", 38.4)]
    public void Unit_is_turned_into_the_datastreams(string written, string ours, double result) =>
        Assert.Equal(result, Observation(Row(unit: written), ours).GetProperty("result").GetDouble());

    [Theory]
    [InlineData("MN9", "w01018", "2026-11-03 09:30", "1", "mg/L", "unknown-device")]
    [InlineData("twice", "w01018", "2026-11-03 09:30", "1", "mg/L", "unknown-device")]
    [InlineData("MN1", "phlogiston", "2026-11-03 09:30", "1", "mg/L", "unknown-property")]
    [InlineData("MN1", "w21003", "2026-11-03 09:30", "1", "mg/L", "unknown-datastream")]
    [InlineData("MN1", "w01018", "the third", "1", "mg/L", "bad-time")]
    [InlineData("MN1", "w01018", "2026-11-03 09:30", "未检出", "mg/L", "bad-number")]
    [InlineData("MN1", "w01018", "2026-11-03 09:30", "1", "mg/m3", "bad-unit")]
    [InlineData("MN1", "w01018", "2026-11-03 09:30", "1", "", "bad-unit")]
    public void What_can_not_be_taken_says_why(string thing, string property, string sampledAt, string value, string unit, string code)
    {
        var reading = LabRules.Read(Row(thing, property, sampledAt, value, unit), Registry("mg/L"), Noon);

        Assert.Equal(code, reading.Why?.Code);
        Assert.NotEmpty(reading.Why!.Reason);
    }

    [Theory]
    [InlineData("2026-11-03 09:30", "2026-11-03T01:30:00Z")]
    [InlineData("2026/11/3 9:30", "2026-11-03T01:30:00Z")]
    [InlineData("2026-11-03", "2026-11-02T16:00:00Z")]
    [InlineData("2026年11月3日 9:30", "2026-11-03T01:30:00Z")]
    [InlineData("2026-11-03T01:30:00Z", "2026-11-03T01:30:00Z")]
    [InlineData("2026-11-03T09:30:00+08:00", "2026-11-03T01:30:00Z")]
    [InlineData("46329.395833333336", "2026-11-03T01:30:00Z")]
    [InlineData("1", null)]
    [InlineData("2026-13-03", null)]
    [InlineData("", null)]
    public void Times_are_read_as_laboratories_write_them(string text, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), LabTime.Parse(text));

    private static LabRow Row(
        string thing = "MN1", string property = "w01018", string sampledAt = "2026-11-03 09:30", string value = "38.4", string unit = "mg/L") =>
        new(2, new Dictionary<LabColumn, string>
        {
            [LabColumn.Thing] = thing,
            [LabColumn.Property] = property,
            [LabColumn.SampledAt] = sampledAt,
            [LabColumn.Value] = value,
            [LabColumn.Unit] = unit,
            [LabColumn.SampleNo] = "S-1",
        });

    private static JsonElement Observation(LabRow row, string unit = "mg/L")
    {
        var reading = LabRules.Read(row, Registry(unit), Noon);
        Assert.Null(reading.Why);
        return JsonDocument.Parse(reading.Payload).RootElement;
    }

    private static LabRegistry Registry(string unit)
    {
        var registry = new LabRegistry();
        registry.AddProperty("w01018", "化学需氧量", "Chemical oxygen demand", "COD");
        registry.AddProperty("w21003", "氨氮", "Ammonia nitrogen", "NH₃-N");
        registry.AddThing("MN1", 1);
        registry.AddThing("twice", 1);
        registry.AddThing("twice", 2);
        registry.AddStream(new LabStream(11, 1, "w01018", unit));
        return registry;
    }
}
