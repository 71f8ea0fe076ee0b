using System.Text;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;
using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.Readings;

public sealed class Observation_Tests
{
    private const string Good = """{"time":"2026-11-03T08:58:57+08:00","values":{"w01018":38.4,"w01001":7.3},"flags":{"w01018":"D"},"seq":17}""";

    [Fact]
    public void Object_gives_its_values_with_flags_and_number()
    {
        var decoded = Decode(Good);

        var readings = decoded.Facts.Cast<InstantReading>().ToList();
        Assert.Equal([("w01018", 38.4, (char?)'D'), ("w01001", 7.3, null)], readings.Select(r => (r.Property, r.Value!.Value, r.Flag)));
        Assert.All(readings, r => Assert.Equal(new DateTimeOffset(2026, 11, 3, 0, 58, 57, TimeSpan.Zero), r.At));
        Assert.Equal(17, decoded.Sequence);
    }

    [Fact]
    public void Array_and_epoch_milliseconds_are_taken()
    {
        var decoded = Decode("""[{"time":1793667537000,"values":{"a":1}},{"time":1793667538000,"values":{"a":2}}]""");

        Assert.Equal([1793667537000, 1793667538000], decoded.Facts.Cast<InstantReading>().Select(r => r.At.ToUnixTimeMilliseconds()));
    }

    [Theory]
    [InlineData("""{"time":"2026-11-03T08:58:57","values":{"a":1}}""", "bad-time")]
    [InlineData("""{"time":1e300,"values":{"a":1}}""", "bad-time")]
    [InlineData("""{"time":9223372036854775807,"values":{"a":1}}""", "bad-time")]
    [InlineData("""{"values":{"a":1}}""", "bad-time")]
    [InlineData("""{"time":1793667537000}""", "no-values")]
    [InlineData("""{"time":1793667537000,"values":[1]}""", "no-values")]
    [InlineData("17", "no-values")]
    [InlineData("{", "bad-json")]
    [InlineData("", "bad-json")]
    [InlineData("""{"time":NaN,"values":{"a":1}}""", "bad-json")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "bad-json")]
    [InlineData("""{"time":1793667537000,"values":{"a\u0000":1}}""", "bad-text")]
    [InlineData("""{"time":1793667537000,"values":{"a\ud800":1}}""", "bad-text")]
    public void Nonsense_is_refused_by_name(string json, string code)
    {
        var decoded = Decode(json);

        Assert.Equal(code, Assert.Single(decoded.Rejections).Code);
        Assert.Empty(decoded.Facts);
    }

    [Theory]
    [InlineData("\"NaN\"")]
    [InlineData("1e999")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    public void Value_that_is_no_finite_number_is_refused_alone(string value)
    {
        var decoded = Decode($$$"""{"time":1793667537000,"values":{"a":{{{value}}},"b":2}}""");

        Assert.Equal("a", Assert.Single(decoded.Refused).Item);
        Assert.Equal([null, 2.0], decoded.Facts.Cast<InstantReading>().Select(r => r.Value));
    }

    [Theory]
    [InlineData("17")]
    [InlineData("17.0")]
    [InlineData("\"17\"")]
    public void Whole_number_is_one_however_it_is_written(string number) =>
        Assert.Equal(17, Decode($$$"""{"time":1793667537000,"values":{"a":1},"seq":{{{number}}}}""").Sequence);

    [Theory]
    [InlineData("17.5")]
    [InlineData("\"a17\"")]
    [InlineData("99999999999999999999")]
    [InlineData("{}")]
    public void Number_that_is_none_is_named_and_the_values_are_taken(string number)
    {
        var decoded = Decode($$$"""{"time":1793667537000,"values":{"a":1},"seq":{{{number}}}}""");

        Assert.Equal(("seq", "bad-number"), (Assert.Single(decoded.Refused).Item, decoded.Refused[0].Why.Code));
        Assert.Null(decoded.Sequence);
        Assert.Single(decoded.Facts.OfType<InstantReading>());
        Assert.Single(decoded.Facts.OfType<DeviceNote>());
    }

    [Theory]
    [InlineData("\"maintenance\"")]
    [InlineData("\"\"")]
    [InlineData("\"+\"")]
    [InlineData("1")]
    public void Flag_that_is_none_never_passes_for_a_good_value(string flag)
    {
        var decoded = Decode($$$"""{"time":1793667537000,"values":{"a":1},"flags":{"a":{{{flag}}}}}""");

        Assert.Equal(("a", "bad-quality"), (Assert.Single(decoded.Refused).Item, decoded.Refused[0].Why.Code));
        Assert.Equal((1.0, '?'), decoded.Facts.Cast<InstantReading>().Select(r => (r.Value!.Value, r.Flag!.Value)).Single());
    }

    [Fact]
    public void Wrong_utf8_and_a_huge_message_are_refused()
    {
        var wrong = new Decoded();
        ObservationDecoder.Decode(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }, wrong);
        var huge = new Decoded();
        ObservationDecoder.Decode(new byte[ObservationDecoder.MostBytes + 1], huge);

        Assert.Equal("not-utf8", wrong.Rejections.Single().Code);
        Assert.Equal("too-large", huge.Rejections.Single().Code);
    }

    [Fact]
    public void Spoilt_messages_never_throw() => Fuzz.Run(JsonTargets.Observations);

    private static Decoded Decode(string json)
    {
        var decoded = new Decoded();
        ObservationDecoder.Decode(Encoding.UTF8.GetBytes(json), decoded);
        return decoded;
    }
}
