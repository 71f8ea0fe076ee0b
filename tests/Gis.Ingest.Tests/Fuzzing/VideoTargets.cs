using System.Text;
using Gis.Ingest.Tests.Video;
using Gis.Ingest.Video;
using Gis.Testing;

namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>Video: our unified events, ONVIF, Frigate, GB/T 28181 as XML, pictures.</summary>
internal static class VideoTargets
{
    private const string Camera = "13010200001320000012";

    private static readonly byte[][] Events = [.. Samples.Names("video", "*.json").Select(name => SampleMessage.Read(name).Payload), SmallJpeg.Bytes];

    public static readonly FuzzTarget Unified = new("video events", 11, Events, bytes => FuzzTarget.Outcome(decoded => VideoDecoder.DecodeEvent(bytes, Camera, decoded)));

    public static readonly FuzzTarget Onvif = new(
        "onvif events", 11, Events, bytes => FuzzTarget.Outcome(decoded => VideoDecoder.DecodeOnvif(bytes, "RuleEngine/LineDetector/Crossed", decoded)));

    public static readonly FuzzTarget Snapshot = new("snapshots", 11, Events, bytes => FuzzTarget.Outcome(decoded => SnapshotDecoder.Decode(bytes, "e", decoded)));

    public static readonly FuzzTarget Frigate = new(
        "frigate events", 14, [SampleMessage.Read("video/05-frigate-event-end.json").Payload, SampleMessage.Read("video/04-frigate-event-new.json").Payload], DecodeFrigate);

    public static readonly FuzzTarget Gb28181 = new(
        "gb28181 alarms", 28181, Alarms(), bytes => FuzzTarget.Outcome(decoded => VideoDecoder.DecodeEvent(bytes, Camera, decoded)));

    public static IReadOnlyList<FuzzTarget> All { get; } = [Unified, Onvif, Snapshot, Frigate, Gb28181];

    private static string DecodeFrigate(byte[] bytes)
    {
        FrigateEvent.TryFindCamera(bytes, out _, out _);
        return FuzzTarget.Outcome(decoded => VideoDecoder.DecodeFrigate(bytes, decoded));
    }

    private static byte[][] Alarms()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var xml = Samples.Text("video/07-gb28181-alarm.xml");
        return
        [
            Encoding.UTF8.GetBytes(xml),
            Encoding.GetEncoding("GB2312").GetBytes(xml.Replace("UTF-8", "GB2312", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(
                $"<Notify><CmdType>Alarm</CmdType><SN>1</SN><DeviceID>{Camera}</DeviceID><AlarmTime>2026-11-03T09:12:31</AlarmTime><AlarmMethod>5</AlarmMethod></Notify>"),
        ];
    }
}
