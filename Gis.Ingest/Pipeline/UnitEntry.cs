namespace Gis.Ingest.Pipeline;

/// <summary>What ingest must know of a field unit.</summary>
internal sealed record UnitEntry(long Id, string Area);
