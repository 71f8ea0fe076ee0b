namespace Gis.Ingest.Laboratory;

/// <summary>What became of one row: stored, duplicate (the same value was there already), or refused with its reason.</summary>
internal sealed record LabRowOutcome(int Line, string Thing, string Property, string Outcome, long? Datastream, string? Code, string? Reason);
