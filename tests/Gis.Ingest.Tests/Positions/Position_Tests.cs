using System.Text;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Positions;
using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.Positions;

public sealed class Position_Tests
{
    private const string Good = """{"time":"2026-11-03T01:00:00Z","lon":114.5021,"lat":38.0487,"speed_mps":12.5,"heading_deg":360}""";
    private const string Report = """{"time":"2026-11-03T01:00:00Z","order":"o-17","state":"en_route","text":"出发"}""";

    [Fact]
    public void Position_is_read()
    {
        var decoded = Decode(Good);

        Assert.Equal(new UnitPosition(new DateTimeOffset(2026, 11, 3, 1, 0, 0, TimeSpan.Zero), 114.5021, 38.0487, 12.5, 0), Assert.Single(decoded.Facts));
    }

    [Fact]
    public void Swapped_lon_and_lat_are_refused_with_a_hint()
    {
        var why = Assert.Single(Decode("""{"time":1793667537000,"lon":38.0487,"lat":114.5021}""").Rejections);

        Assert.Equal("bad-position", why.Code);
        Assert.Contains("swapped", why.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"time":1793667537000,"lon":"NaN","lat":38}""", "bad-position")]
    [InlineData("""{"time":1793667537000,"lon":1e999,"lat":38}""", "bad-position")]
    [InlineData("""{"time":1793667537000,"lon":114}""", "bad-position")]
    [InlineData("""{"lon":114,"lat":38}""", "bad-time")]
    public void Nonsense_is_refused_by_name(string json, string code) => Assert.Equal(code, Assert.Single(Decode(json).Rejections).Code);

    [Fact]
    public void Impossible_speed_is_left_out()
    {
        var decoded = Decode("""{"time":1793667537000,"lon":114,"lat":38,"speed_mps":9000}""");

        Assert.Null(decoded.Facts.Cast<UnitPosition>().Single().SpeedMps);
        Assert.Equal("speed_mps", Assert.Single(decoded.Refused).Item);
    }

    [Fact]
    public void Report_is_read()
    {
        var decoded = new Decoded();
        ReportDecoder.Decode(Encoding.UTF8.GetBytes(Report), decoded);

        Assert.Equal(new UnitReport(new DateTimeOffset(2026, 11, 3, 1, 0, 0, TimeSpan.Zero), "o-17", "en_route", "出发"), Assert.Single(decoded.Facts));
    }

    [Fact]
    public void Report_of_an_unknown_state_is_refused()
    {
        var decoded = new Decoded();
        ReportDecoder.Decode("""{"time":1793667537000,"state":"asleep"}"""u8.ToArray(), decoded);

        Assert.Equal("bad-state", Assert.Single(decoded.Rejections).Code);
    }

    [Fact]
    public void Spoilt_messages_never_throw()
    {
        Fuzz.Run(JsonTargets.Positions);
        Fuzz.Run(JsonTargets.Reports);
    }

    private static Decoded Decode(string json)
    {
        var decoded = new Decoded();
        PositionDecoder.Decode(Encoding.UTF8.GetBytes(json), decoded);
        return decoded;
    }
}
