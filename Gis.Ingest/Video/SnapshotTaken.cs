using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Video;

/// <summary>The picture of an event, a JPEG that was looked through.</summary>
internal sealed record SnapshotTaken(string EventKey, string Hash, ReadOnlyMemory<byte> Jpeg) : FieldFact;
