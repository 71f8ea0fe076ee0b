using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gis.Demo.Field;
using Gis.Demo.Simulation;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed partial class Hj212Packet_Tests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 30, 0, TimeSpan.Zero);
    private static readonly EpisodeBook Episodes = new(DemoField.World.Outfalls);
    private static readonly SignalMaker Signals = new(DemoField.World, Episodes);

    [Theory]
    [InlineData("123456789", 0x2F80)]
    [InlineData("A", 0x7080)]
    [InlineData("QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&", 0x1C80)]
    public void The_checksum_is_that_of_the_standard(string segment, int crc) => Assert.Equal(crc, Hj212Crc.Of(Encoding.ASCII.GetBytes(segment)));

    [Fact]
    public void Every_packet_of_every_kind_of_station_is_built_by_the_standard()
    {
        foreach (var station in DemoField.World.Things.Where(thing => thing.Kind is not ("camera" or "water_meter")))
        {
            var voice = new StationVoice(station, Signals.For(station));
            var hour = Now.AddMinutes(-90);

            AssertWellFormed(voice.Realtime(Now, Now), station.Code, "2011", "20261122123000");
            AssertWellFormed(voice.HourMean(hour, Now), station.Code, "2061", "20261122110000");
            AssertWellFormed(voice.DayMean(Now.AddHours(-36.5), Now), station.Code, "2031", "20261121000000");
        }
    }

    [Fact]
    public void Totals_of_an_hour_agree_with_its_means()
    {
        var outfall = DemoField.First("outfall_water");
        var items = Items(new StationVoice(outfall, Signals.For(outfall)).HourMean(Now.AddMinutes(-30), Now));

        Assert.Equal(items["w00000-Avg"] * 3.6, items["w00000-Cou"], 0.3);
        Assert.Equal(items["w01018-Avg"] * items["w00000-Cou"] / 1_000, items["w01018-Cou"], items["w01018-Cou"] * 0.02);
    }

    [Fact]
    public void Gas_is_converted_with_the_oxygen_in_the_same_packet()
    {
        var outfall = DemoField.First("outfall_gas");
        var items = Items(new StationVoice(outfall, Signals.For(outfall)).Realtime(Now.AddHours(3), Now));

        var expected = items["a21026-Rtd"] * (21 - outfall.StandardO2Percent) / (21 - items["a19001-Rtd"]);
        Assert.Equal(expected, items["a21026-ZsRtd"], 0.15);
    }

    [Fact]
    public void The_answer_to_data_is_known_by_its_request_id_and_its_checksum()
    {
        var answer = Samples.Bytes("hj212/valid-02-data-answer-9014.txt");

        Assert.Equal("20261103085857223", Hj212Packet.AnsweredQn(answer));
        answer[20] ^= 1;
        Assert.Null(Hj212Packet.AnsweredQn(answer));
        Assert.Null(Hj212Packet.AnsweredQn(Samples.Bytes("hj212/valid-01-water-realtime-2011.txt")));
    }

    private static void AssertWellFormed(Hj212Packet packet, string mn, string command, string dataTime)
    {
        var text = Encoding.ASCII.GetString(packet.Bytes);
        var parts = Whole().Match(text);
        Assert.True(parts.Success, text);
        Assert.Equal(parts.Groups["segment"].Length, int.Parse(parts.Groups["length"].Value, CultureInfo.InvariantCulture));
        Assert.True(parts.Groups["segment"].Length <= 1_024);
        Assert.Equal(mn, parts.Groups["mn"].Value);
        Assert.Equal(command, parts.Groups["cn"].Value);
        Assert.Equal(dataTime, parts.Groups["time"].Value);
        Assert.Equal(packet.Qn, parts.Groups["qn"].Value);
        Assert.Equal(Crc(parts.Groups["segment"].Value), parts.Groups["crc"].Value);
    }

    /// <summary>Written from the words of the standard, apart from the simulator's own.</summary>
    private static string Crc(string segment)
    {
        uint register = 0xFFFF;
        foreach (var one in segment)
        {
            register = (register >> 8) ^ one;
            for (var bit = 0; bit < 8; bit++)
            {
                var carry = register & 1;
                register >>= 1;
                register ^= carry * 0xA001;
            }
        }

        return register.ToString("X4", CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, double> Items(Hj212Packet packet)
    {
        var text = Encoding.ASCII.GetString(packet.Bytes);
        return Number().Matches(text).ToDictionary(match => match.Groups[1].Value, match => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(
        @"^##(?<length>\d{4})(?<segment>QN=(?<qn>\d{17});ST=(21|22|31|32);CN=(?<cn>2011|2061|2031);PW=\d{6};MN=(?<mn>[0-9A-F]{24});Flag=5;CP=&&DataTime=(?<time>\d{14})(;[aw]\d{5}-\w+=[\d.]+(,[aw]\d{5}-(Rtd|ZsRtd|Cou|Min|Avg|Max|ZsMin|ZsAvg|ZsMax)=\d+(\.\d+)?)*(,[aw]\d{5}-Flag=[NDC]))+&&)(?<crc>[0-9A-F]{4})\r\n$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"([aw]\d{5}-\w+)=(\d+(?:\.\d+)?)")]
    private static partial Regex Number();
}
