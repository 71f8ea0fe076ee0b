using System.Text;
using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;
using Xunit;

namespace Gis.Ingest.Tests.Meters;

public sealed class Sl651_Tests
{
    private const string Sample = "water-meter/08-intake-well-decoded.json";
    private static readonly DateTimeOffset Nine = new(2026, 11, 3, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Elements_become_our_properties_in_our_units()
    {
        var decoded = Decode(SampleMessage.Read(Sample).Payload);

        Assert.Empty(decoded.Rejections);
        Assert.Empty(decoded.Refused);
        var values = decoded.Facts.OfType<InstantReading>().ToDictionary(v => v.Property, v => Math.Round(v.Value!.Value, 6));
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["flow"] = 75.6,
                ["groundwater_depth"] = 38.42,
                ["pressure"] = 0.214,
                ["supply_voltage"] = 12.61,
                ["station_state"] = 0,
            },
            values);
        Assert.All(decoded.Facts.OfType<InstantReading>(), v => Assert.Equal(Nine, v.At));
    }

    [Fact]
    public void Hourly_volume_belongs_to_the_last_full_hour()
    {
        var hour = Assert.Single(Decode(SampleMessage.Read(Sample).Payload).Facts.OfType<PeriodReading>());

        Assert.Equal(("interval_volume", Nine.AddHours(-1), 3_600, 75_600.0), (hour.Property, hour.Start, hour.PeriodS, hour.Figures.Cou!.Value));
    }

    [Theory]
    [InlineData("00000000", "")]
    [InlineData("00000003", "mains_off,low_battery")]
    [InlineData("00000960", "sensor_fault,storage_fault,quota_low")]
    [InlineData("00000680", "")]
    public void State_word_names_its_alarms_and_no_mere_states(string word, string flags)
    {
        var decoded = Decode(Report($$"""{"code":"45H","value":"{{word}}"}"""));

        Assert.Equal(flags, string.Join(',', decoded.Facts.OfType<MeterReport>().Single().Flags!));
    }

    [Fact]
    public void Element_without_a_property_of_ours_keeps_its_code() =>
        Assert.Equal("29H", Decode(Report("""{"code":"29H","value":1}""")).Facts.OfType<InstantReading>().Single().Property);

    [Theory]
    [InlineData("""{"code":"28H","value":"AAAA"}""", "28H", "bad-number")]
    [InlineData("""{"code":"45H","value":"open"}""", "45H", "bad-number")]
    [InlineData("""{"code":"2 8","value":1}""", "code", "bad-code")]
    [InlineData("""17""", "code", "bad-code")]
    public void Bad_element_is_refused_alone(string element, string item, string code)
    {
        var refused = Assert.Single(Decode(Report(element)).Refused);

        Assert.Equal((item, code), (refused.Item, refused.Why.Code));
    }

    [Theory]
    [InlineData("""{"station":"0013020100","observedAt":"2026-11-03T09:00:00+08:00","elements":{}}""", "bad-meter-report")]
    [InlineData("""{"station":"0013020100","observedAt":"9 o'clock","elements":[]}""", "bad-time")]
    [InlineData("""{"station":"0013020101","observedAt":"2026-11-03T09:00:00+08:00","elements":[]}""", "topic-mismatch")]
    public void Nonsense_is_refused_by_name(string json, string code) => Assert.Equal(code, Assert.Single(Decode(Encoding.UTF8.GetBytes(json)).Rejections).Code);

    private static byte[] Report(string element) =>
        Encoding.UTF8.GetBytes($$"""{"station":"0013020100","observedAt":"2026-11-03T09:00:00+08:00","elements":[{{element}}]}""");

    private static Decoded Decode(byte[] payload)
    {
        var decoded = new Decoded();
        MeterDecoder.Decode(payload, "0013020100", Nine.AddHours(3), decoded);
        return decoded;
    }
}
