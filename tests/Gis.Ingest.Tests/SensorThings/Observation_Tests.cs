using System.Text;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;
using Gis.Ingest.SensorThings;
using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.SensorThings;

public sealed class Observation_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Observation_is_a_value_with_its_times_and_flag()
    {
        var reading = Reading("""{"result":38.4,"phenomenonTime":"2026-11-03T11:55:00+08:00","resultTime":"2026-11-03T11:59:00+08:00","resultQuality":"N"}""");

        Assert.Equal(new InstantReading("w01018", Noon.AddMinutes(-5), 38.4, 'N', ResultTime: Noon.AddMinutes(-1)), reading);
    }

    [Fact]
    public void Observation_without_a_time_is_of_the_moment_it_arrives() => Assert.Equal(Noon, Assert.IsType<InstantReading>(Reading("""{"result":1}""")).At);

    [Fact]
    public void Interval_is_a_period_of_its_datastream()
    {
        var reading = Reading("""{"result":38.4,"phenomenonTime":"2026-11-03T02:00:00Z/2026-11-03T03:00:00Z","parameters":{"max":41}}""", id: 2);

        Assert.Equal(new PeriodReading("w01018", Noon.AddHours(-2), 3_600, new PeriodFigures(Avg: 38.4, Max: 41), null), reading);
    }

    [Fact]
    public void Result_of_an_interval_volume_is_its_total() =>
        Assert.Equal(17, Assert.IsType<PeriodReading>(Reading("""{"result":17,"phenomenonTime":"2026-11-03T02:00:00Z/2026-11-03T03:00:00Z"}""", id: 3)).Figures.Cou);

    [Fact]
    public void Parameters_are_kept_beside_the_value()
    {
        var note = Decode("""{"result":1,"parameters":{"sample":"S-7"}}""").Facts.OfType<DeviceNote>().Single();

        Assert.Equal(("observation_parameters", Noon), (note.Kind, note.At));
        Assert.Contains("S-7", note.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"result":"38.4"}""", 1, "bad-number")]
    [InlineData("""{"phenomenonTime":"2026-11-03T02:00:00Z"}""", 1, "bad-number")]
    [InlineData("""{"result":1e999}""", 1, "bad-number")]
    [InlineData("""{"result":1,"phenomenonTime":"noon"}""", 1, "bad-time")]
    [InlineData("""{"result":1,"phenomenonTime":"2026-11-03T02:00:00Z/2026-11-03T03:00:00Z"}""", 1, "bad-time")]
    [InlineData("""{"result":1}""", 2, "bad-time")]
    [InlineData("""{"result":1,"phenomenonTime":"2026-11-03T02:00:00Z/2026-11-03T02:30:00Z"}""", 2, "bad-time")]
    [InlineData("""{"result":1,"resultTime":7.5}""", 1, "bad-time")]
    [InlineData("""{"result":1,"resultQuality":"good"}""", 1, "bad-quality")]
    [InlineData("""{"result":1}""", 9, "unknown-datastream")]
    [InlineData("[]", 1, "bad-number")]
    [InlineData("{", 1, "bad-json")]
    public void Nonsense_is_refused_by_name(string json, long id, string code) => Assert.Equal(code, Assert.Single(Decode(json, id).Rejections).Code);

    [Fact]
    public void Spoilt_observations_never_throw()
    {
        Fuzz.Run(JsonTargets.Moments);
        Fuzz.Run(JsonTargets.Periods);
    }

    private static ThingEntry Thing()
    {
        var thing = new ThingEntry(1, "outfall_water", "130102", "real", null);
        thing.Add(new StreamEntry(1, thing, "w01018", 0, null, null, "mg/L"));
        thing.Add(new StreamEntry(2, thing, "w01018", 3_600, null, null, "mg/L"));
        thing.Add(new StreamEntry(3, thing, "interval_volume", 3_600, null, null, "L"));
        return thing;
    }

    private static FieldFact Reading(string json, long id = 1) => Decode(json, id).Facts.Single(f => f is InstantReading or PeriodReading);

    private static Decoded Decode(string json, long id = 1)
    {
        var decoded = new Decoded();
        SensorThingsDecoder.Decode(Encoding.UTF8.GetBytes(json), Thing(), $"{id}", Noon, decoded);
        return decoded;
    }
}
