namespace Gis.Ingest.Deliveries;

/// <summary>A device's own number of one message, and the time of its data.</summary>
/// <param name="IsRepeat">All its values were known already.</param>
internal readonly record struct NumberSeen(long Number, DateTimeOffset At, bool IsRepeat = false);
