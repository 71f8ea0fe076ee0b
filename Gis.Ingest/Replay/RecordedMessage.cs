namespace Gis.Ingest.Replay;

/// <summary>A message as a device sent it, with the topic it belongs to.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Topic">A topic of the field protocol.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="HeardAt">When the recorder heard it, where it says so.</param>
internal sealed record RecordedMessage(int Line, string Topic, byte[] Payload, DateTimeOffset? HeardAt) : RecordedItem(Line);
