namespace Gis.Ingest.Replay;

/// <summary>A row or message that can't be read, and why; the others are read all the same.</summary>
internal sealed record RecordedFault(int Line, string Reason) : RecordedItem(Line);
