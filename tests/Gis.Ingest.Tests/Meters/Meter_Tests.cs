using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;
using Gis.Ingest.Tests.Fuzzing;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Meters;

public sealed class Meter_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Supported =>
        [.. Samples.Names("water-meter", "*.json").Where(n => !n.Contains("/03-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Supported))]
    public void Sample_is_taken(string name)
    {
        var decoded = Decode(name);

        Assert.Empty(decoded.Rejections);
        Assert.Single(decoded.Facts.OfType<MeterReport>());
    }

    [Fact]
    public void Nb_iot_report_gives_total_and_intervals_at_their_own_times()
    {
        var decoded = Decode("water-meter/01-nbiot-daily.json");

        var total = decoded.Facts.OfType<InstantReading>().Single(r => r.Property == MeterProperty.Volume);
        Assert.Equal(1843.27, total.Value);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 21, 0, 0, TimeSpan.Zero), total.At);
        var intervals = decoded.Facts.OfType<PeriodReading>().ToList();
        Assert.Equal(48, intervals.Count);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 16, 0, 0, TimeSpan.Zero), intervals[0].Start);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 15, 30, 0, TimeSpan.Zero), intervals[^1].Start);
        Assert.Equal((1_800, 15.0), (intervals[12].PeriodS, intervals[12].Figures.Cou!.Value));
    }

    [Fact]
    public void Nb_iot_alarm_names_what_is_set_alone() =>
        Assert.Equal([MeterFlags.Reverse], Decode("water-meter/02-nbiot-alarm.json").Facts.OfType<MeterReport>().Single().Flags!);

    [Fact]
    public void Message_of_another_meter_than_its_topic_is_refused()
    {
        var decoded = new Decoded();

        MeterDecoder.Decode(SampleMessage.Read("water-meter/04-leak-night-flow.json").Payload, "DN20-000999", Noon, decoded);

        Assert.Equal("topic-mismatch", Assert.Single(decoded.Rejections).Code);
    }

    [Fact]
    public void Clock_that_runs_ahead_is_replaced_by_the_arrival_time_and_marked()
    {
        var decoded = new Decoded();

        MeterDecoder.Decode("""{"meterId":"m","readAt":"2026-11-03T05:00:00Z","totalM3":1}"""u8.ToArray(), "m", Noon, decoded);

        var total = decoded.Facts.OfType<InstantReading>().Single();
        Assert.Equal((Noon, true), (total.At, total.ClockOff));
        Assert.Equal("clock_off", decoded.Facts.OfType<DeviceNote>().Single().Kind);
    }

    [Theory]
    [InlineData("""{"meterId":"m","readAt":"yesterday"}""", "bad-time")]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"intervalLitres":[1,"x"],"intervalStart":1793667537000,"intervalMinutes":30}""", "bad-intervals")]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"intervalLitres":[1],"intervalStart":"9999-12-31T23:00:00Z","intervalMinutes":30}""", "bad-time")]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"intervalLitres":[1]}""", "bad-meter-report")]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"alarms":[1]}""", "bad-meter-report")]
    [InlineData("""{"deviceId":"m","timestamp":1793667537000}""", "bad-meter-report")]
    [InlineData("""{"readAt":1793667537000}""", "no-meter")]
    public void Nonsense_is_refused_by_name(string json, string code)
    {
        var decoded = new Decoded();
        MeterDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(json), "m", Noon, decoded);

        Assert.Equal(code, Assert.Single(decoded.Rejections).Code);
    }

    [Theory]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"totalM3":"twelve","flowM3h":2}""", "volume", "bad-number")]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"batteryV":{},"flowM3h":2}""", "battery", "bad-number")]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"valve":"half","flowM3h":2}""", "valve", "bad-state")]
    [InlineData("""{"deviceId":"m","timestamp":1793667537000,"Meter":{"currentReading":"x"},"WaterMeter":{"currentFlow":2}}""", "volume", "bad-number")]
    public void Figure_that_can_not_be_read_is_kept_as_invalid_and_named(string json, string property, string code)
    {
        var decoded = new Decoded();
        MeterDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(json), "m", Noon, decoded);

        Assert.Equal((property, code), (Assert.Single(decoded.Refused).Item, decoded.Refused[0].Why.Code));
        Assert.Null(decoded.Facts.OfType<InstantReading>().Single(r => r.Property == property).Value);
        Assert.Equal(2, decoded.Facts.OfType<InstantReading>().Single(r => r.Property == "flow").Value);
    }

    [Theory]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"valve":"closed"}""", 0)]
    [InlineData("""{"meterId":"m","readAt":1793667537000,"valve":"open"}""", 1)]
    [InlineData("""{"deviceId":"m","timestamp":1793667537000,"Meter":{"valveStatus":1}}""", 1)]
    [InlineData("""{"deviceId":"m","timestamp":1793667537000,"Meter":{"valveStatus":7}}""", 2)]
    public void Valve_is_a_property_like_the_others(string json, double state)
    {
        var decoded = new Decoded();
        MeterDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(json), "m", Noon, decoded);

        Assert.Equal(("valve", state), decoded.Facts.OfType<InstantReading>().Select(r => (r.Property, r.Value!.Value)).Single());
    }

    [Fact]
    public void Spoilt_messages_never_throw()
    {
        Fuzz.Run(MeterTargets.Meter);
        Fuzz.Run(MeterTargets.Station);
    }

    private static Decoded Decode(string name)
    {
        var sample = SampleMessage.Read(name);
        var decoded = new Decoded();
        MeterDecoder.Decode(sample.Payload, sample.Topic.Split('/')[1], Noon, decoded);
        return decoded;
    }
}
