using System.Globalization;
using System.Text;
using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;
using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.Meters;

public sealed class LoRaWan_Tests
{
    private const string DevEui = "70b3d52dd6000111";
    private const string Sample = "water-meter/03-lorawan-uplink.json";

    /// <summary>01:20:00 UTC on 3 November 2026, least byte first.</summary>
    private const string Epoch = "C036E96A";
    private static readonly DateTimeOffset Heard = new(2026, 11, 3, 1, 20, 0, TimeSpan.Zero);

    [Fact]
    public void Decoded_object_gives_total_and_signal()
    {
        var decoded = Decode(SampleMessage.Read(Sample).Payload);

        Assert.Empty(decoded.Rejections);
        var values = decoded.Facts.OfType<InstantReading>().ToList();
        Assert.Equal([("volume", 462.838), ("signal", -103.0)], values.Select(v => (v.Property, v.Value!.Value)));
        Assert.Equal(Heard.AddMilliseconds(412), values[0].At);
        Assert.Empty(decoded.Facts.OfType<MeterReport>().Single().Flags!);
    }

    [Fact]
    public void Bytes_say_the_same_as_the_object_that_the_network_server_made_of_them()
    {
        var withoutObject = Encoding.UTF8.GetString(SampleMessage.Read(Sample).Payload).Replace("\"object\"", "\"_object\"", StringComparison.Ordinal);

        var decoded = Decode(Encoding.UTF8.GetBytes(withoutObject));

        var total = decoded.Facts.OfType<InstantReading>().Single(v => v.Property == "volume");
        Assert.Equal((462.838, Heard, false), (total.Value, total.At, total.ClockOff));
    }

    [Fact]
    public void Deltas_stand_at_their_own_times()
    {
        // Logged 461.000 m³ at 20:00:00 UTC, then 3 and 300 litres in the twenty minutes that follow each other.
        var log = Hex(new DateTimeOffset(2026, 11, 2, 20, 0, 0, TimeSpan.Zero));
        Assert.True(AxiomaPacket.TryRead(Convert.FromHexString($"{Epoch}00F60F0700{log}C808070003002C01"), out var report, out _));

        Assert.Equal(462.838, report.TotalM3);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 20, 0, 0, TimeSpan.Zero), report.Intervals!.Start);
        Assert.Equal(20, report.Intervals.Minutes);
        Assert.Equal([3.0, 300.0], report.Intervals.Litres);
    }

    [Theory]
    [InlineData("", false, null)]
    [InlineData("F60F0700", true, null)]
    [InlineData("F60F0700C036E96AC8080700", true, null)]
    [InlineData("F60F0700C036E96AC80807000100", true, 1)]
    [InlineData("F60F0700C036E96AC8080700010002000300040005000600070008000900100011001200130014001500", true, 15)]
    public void Packet_may_end_after_any_field(string rest, bool hasTotal, int? intervals)
    {
        Assert.True(AxiomaPacket.TryRead(Convert.FromHexString($"{Epoch}00{rest}"), out var report, out _));

        Assert.Equal((Heard, hasTotal, intervals), (report.ReadAt, report.TotalM3 is not null, report.Intervals?.Litres.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("C036E96A")]
    [InlineData("C036E96A00F60F")]
    [InlineData("C036E96A00F60F0700C036E96AC808070001")]
    [InlineData("C036E96A00F60F0700C036E96AC80807000100020003000400050006000700080009001000110012001300140015001600")]
    public void Packet_of_another_length_is_refused(string hex)
    {
        Assert.False(AxiomaPacket.TryRead(Convert.FromHexString(hex), out _, out var why));
        Assert.Equal("bad-meter-report", why.Code);
    }

    [Theory]
    [InlineData(0x00, "")]
    [InlineData(0x04, "low_battery")]
    [InlineData(0x08, "sensor_fault")]
    [InlineData(0x10, "empty_pipe")]
    [InlineData(0x30, "leak")]
    [InlineData(0x70, "reverse_flow")]
    [InlineData(0x90, "low_temperature")]
    [InlineData(0xB0, "high_flow")]
    [InlineData(0xD4, "low_battery,tamper")]
    public void Status_byte_names_its_alarms(byte status, string flags) => Assert.Equal(flags, string.Join(',', AxiomaStatus.FlagsOf(status)));

    [Fact]
    public void Meter_whose_clock_differs_from_the_gateways_is_dated_by_the_gateway_and_marked()
    {
        var log = Hex(Heard.AddHours(-5));
        var decoded = Decode(Uplink($"{Hex(Heard.AddHours(-2))}00F60F0700{log}C80807000100"));

        var total = decoded.Facts.OfType<InstantReading>().Single();
        Assert.Equal((Heard, true), (total.At, total.ClockOff));
        Assert.Equal("clock_off", decoded.Facts.OfType<DeviceNote>().Single().Kind);
        Assert.Empty(decoded.Facts.OfType<PeriodReading>());
    }

    [Fact]
    public void Uplink_without_data_is_a_sign_of_life() =>
        Assert.Equal("heartbeat", Assert.IsType<DeviceNote>(Assert.Single(Decode(Uplink("")).Facts)).Kind);

    [Theory]
    [InlineData("""{"deviceInfo":{"devEui":"70b3d52dd6000112"},"object":{"volume_m3":1}}""", "topic-mismatch")]
    [InlineData("""{"time":"soon","deviceInfo":{"devEui":"70B3D52DD6000111"},"object":{"volume_m3":1}}""", "bad-time")]
    [InlineData("""{"deviceInfo":{"devEui":"70b3d52dd6000111"},"fPort":100,"data":"%%%"}""", "bad-meter-report")]
    [InlineData("""{"deviceInfo":{"devEui":"70b3d52dd6000111"},"fPort":7,"data":"wDbpagA="}""", "bad-meter-report")]
    [InlineData("""{"deviceInfo":{"devEui":"70b3d52dd6000111"},"object":{"interval_litres":[1]}}""", "bad-intervals")]
    [InlineData("""{"deviceInfo":{"devEui":"70b3d52dd6000111"},"object":{"volume_m3":1,"read_at":"soon"}}""", "bad-time")]
    [InlineData("""[]""", "topic-mismatch")]
    public void Nonsense_is_refused_by_name(string json, string code) => Assert.Equal(code, Assert.Single(Decode(Encoding.UTF8.GetBytes(json)).Rejections).Code);

    [Fact]
    public void Spoilt_uplinks_never_throw() => Fuzz.Run(MeterTargets.Uplink);

    [Fact]
    public void Spoilt_packets_never_throw() => Fuzz.Run(MeterTargets.Axioma);

    private static byte[] Uplink(string hex) => Encoding.UTF8.GetBytes(
        $$$"""{"time":"2026-11-03T01:20:00Z","deviceInfo":{"devEui":"{{{DevEui}}}"},"fCnt":9,"fPort":100,"data":"{{{Convert.ToBase64String(Convert.FromHexString(hex))}}}"}""");

    private static string Hex(DateTimeOffset at) =>
        Convert.ToHexString(BitConverter.GetBytes(uint.Parse(at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));

    private static Decoded Decode(byte[] payload)
    {
        var decoded = new Decoded();
        LoRaWanDecoder.Decode(payload, DevEui, Heard, decoded);
        return decoded;
    }
}
