namespace Gis.Ingest.Pipeline;

/// <summary>A message about the device rather than from its sensors; <see cref="Content"/> is JSON.</summary>
internal sealed record DeviceNote(string Kind, DateTimeOffset At, string Content) : FieldFact;
