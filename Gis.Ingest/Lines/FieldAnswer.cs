namespace Gis.Ingest.Lines;

/// <summary>A message to the field, sent after what it answers was stored.</summary>
internal sealed record FieldAnswer(string Topic, byte[] Payload);
