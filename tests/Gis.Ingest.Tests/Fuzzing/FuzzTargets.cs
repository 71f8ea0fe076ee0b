namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>Every parser that meets the bytes of strangers.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. Hj212Targets.All, .. MqttTargets.All, .. JsonTargets.All, .. MeterTargets.All, .. VideoTargets.All, .. TableTargets.All, .. RecordingTargets.All,
    ];
}
