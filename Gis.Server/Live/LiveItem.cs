using System.Text.Json.Serialization;
using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>One item of the stream that a viewer follows.</summary>
/// <param name="Type">Tells the viewer which it is; the hub's protocol writes each item as what it is, without its base.</param>
internal abstract record LiveItem(string Type);

/// <summary>What changed up to <paramref name="Seq"/>: rows as they stand now, to be taken over whole.</summary>
internal sealed record LiveChanges(
    long Seq,
    DateTimeOffset At,
    IReadOnlyList<HeardThing> Things,
    IReadOnlyList<LiveValue> Values,
    IReadOnlyList<AlarmRow> Alarms,
    IReadOnlyList<IncidentRow> Incidents,
    IReadOnlyList<UnitRow> Units,
    LiveRemoved Removed,
    IReadOnlyList<ThingRow> ThingRows,
    IReadOnlyList<long> Devices) : LiveItem("changes")
{
    [JsonIgnore]
    public bool IsEmpty =>
        (Things.Count | Values.Count | Alarms.Count | Incidents.Count | Units.Count | ThingRows.Count | Devices.Count | Removed.Alarms.Count | Removed.Incidents.Count) == 0;
}

/// <summary>What is no longer there.</summary>
internal sealed record LiveRemoved(IReadOnlyList<long> Alarms, IReadOnlyList<long> Incidents)
{
    public static LiveRemoved Nothing { get; } = new([], []);
}

/// <summary>Nothing new for this viewer, and the line is alive.</summary>
internal sealed record LiveHeartbeat(long Seq, DateTimeOffset At) : LiveItem("heartbeat");

/// <summary>Following on is not possible or not worth it: ask for a snapshot and follow from there.</summary>
internal sealed record LiveSnapshotNeeded() : LiveItem("snapshot-needed");
