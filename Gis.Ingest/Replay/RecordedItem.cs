namespace Gis.Ingest.Replay;

/// <summary>What a recording holds, in its order.</summary>
/// <param name="Line">Where it begins in the file, counted from 1.</param>
internal abstract record RecordedItem(int Line);
