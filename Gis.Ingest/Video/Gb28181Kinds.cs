namespace Gis.Ingest.Video;

/// <summary>What AlarmMethod and AlarmType of GB/T 28181 tell: our kind and, where the alarm is not described, a label.</summary>
internal static class Gb28181Kinds
{
    /// <summary>Alarms that a device makes of itself.</summary>
    private const long Device = 2;

    /// <summary>What the picture shows.</summary>
    private const long Video = 5;

    /// <summary>A part of the device has failed.</summary>
    private const long DeviceFault = 6;

    public static (string Kind, string? Label) Of(long method, long? type) => (method, type) switch
    {
        (Device, 1) => (VideoKinds.VideoLost, null),
        (Device, 2) => (VideoKinds.Tamper, null),
        (Device, 3) => (VideoKinds.Other, "disk_full"),
        (Device, 4) => (VideoKinds.Temperature, "device_hot"),
        (Device, 5) => (VideoKinds.Other, "device_cold"),
        (Video, 1) => (VideoKinds.Other, "manual"),
        (Video, 2) => (VideoKinds.Motion, null),
        (Video, 3) => (VideoKinds.LeftObject, null),
        (Video, 4) => (VideoKinds.LeftObject, "object_removed"),
        (Video, 5) => (VideoKinds.Line, null),
        (Video, 6) => (VideoKinds.Intrusion, null),
        (Video, 7) => (VideoKinds.Line, "wrong_way"),
        (Video, 8) => (VideoKinds.Loiter, null),
        (Video, 9) => (VideoKinds.Count, null),
        (Video, 10) => (VideoKinds.Count, "density"),
        (Video, 11) => (VideoKinds.Tamper, "picture_abnormal"),
        (Video, 12) => (VideoKinds.Motion, "fast_move"),
        (DeviceFault, 1) => (VideoKinds.Other, "disk_fault"),
        (DeviceFault, 2) => (VideoKinds.Other, "fan_fault"),
        _ => (VideoKinds.Other, null),
    };
}
