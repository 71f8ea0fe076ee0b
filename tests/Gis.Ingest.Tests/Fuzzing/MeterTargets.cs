using System.Text;
using Gis.Ingest.Meters;
using Gis.Testing;

namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>Water meters: NB-IoT forms and SL 651, LoRaWAN uplinks, packets of Axioma.</summary>
internal static class MeterTargets
{
    private const string DevEui = "70b3d52dd6000111";
    private static readonly DateTimeOffset Heard = new(2026, 11, 3, 1, 20, 0, TimeSpan.Zero);

    private static readonly byte[][] Reports = [.. Samples.Names("water-meter", "*.json").Select(name => SampleMessage.Read(name).Payload)];

    private static readonly byte[][] Packets =
        [Convert.FromHexString("C036E96A00F60F0700C036E96AC80807000100020003000400"), Convert.FromHexString("C036E96A00F60F0700")];

    public static readonly FuzzTarget Meter = new(
        "meters", 7, Reports, bytes => FuzzTarget.Outcome(decoded => MeterDecoder.Decode(bytes, "869951040012345", Heard, decoded)));

    public static readonly FuzzTarget Station = new(
        "sl 651 stations", 651, Reports, bytes => FuzzTarget.Outcome(decoded => MeterDecoder.Decode(bytes, "0013020100", Heard, decoded)));

    public static readonly FuzzTarget Uplink = new(
        "lorawan uplinks", 868,
        [
            SampleMessage.Read("water-meter/03-lorawan-uplink.json").Payload,
            Encoding.UTF8.GetBytes($$"""{"time":"2026-11-03T01:20:00Z","deviceInfo":{"devEui":"{{DevEui}}"},"fCnt":9,"fPort":100,"data":"{{Convert.ToBase64String(Packets[0])}}"}"""),
            """{"time":"2026-11-03T01:20:00Z","deviceInfo":{"devEui":"70b3d52dd6000111"},"object":{"read_at":1793668800000,"reverse_volume_m3":0.1,"interval_start":1793653200000,"interval_minutes":60,"interval_litres":[1,2],"alarms":["leak"]},"rxInfo":[{"rssi":-90}]}"""u8.ToArray(),
        ],
        bytes => FuzzTarget.Outcome(decoded => LoRaWanDecoder.Decode(bytes, DevEui, Heard, decoded)));

    public static readonly FuzzTarget Axioma = new(
        "axioma packets", 100, Packets, bytes => AxiomaPacket.TryRead(bytes, out _, out var why) ? FuzzTarget.Accepted : why.Code);

    public static IReadOnlyList<FuzzTarget> All { get; } = [Meter, Station, Uplink, Axioma];
}
