namespace Gis.Ingest.Deliveries;

/// <summary>A device's own number of one message, and the time of its data.</summary>
internal readonly record struct NumberSeen(long Number, DateTimeOffset At);
