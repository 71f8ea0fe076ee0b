using System.Text.Json.Serialization;

namespace Gis.Server.Live;

/// <summary>One item of the stream that a viewer follows.</summary>
/// <param name="Type">Tells the viewer which it is; the hub's protocol writes each item as what it is, without its base.</param>
internal abstract record LiveItem(string Type);

/// <summary>What changed up to <paramref name="Seq"/>: rows as they stand now, to be taken over whole, and the newest values of the things in detail.</summary>
[JsonConverter(typeof(LiveChangesConverter))]
internal sealed record LiveChanges(long Seq, DateTimeOffset At, LiveRows Rows, IReadOnlyCollection<LiveValue> Values) : LiveItem("changes");

/// <summary>Nothing new for this viewer, and the line is alive.</summary>
internal sealed record LiveHeartbeat(long Seq, DateTimeOffset At) : LiveItem("heartbeat");

/// <summary>Following on is not possible or not worth it: ask for a snapshot and follow from there.</summary>
internal sealed record LiveSnapshotNeeded() : LiveItem("snapshot-needed");
