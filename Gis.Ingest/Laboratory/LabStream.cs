namespace Gis.Ingest.Laboratory;

/// <summary>A datastream of moments that a laboratory's result may go to.</summary>
internal sealed record LabStream(long Id, long Thing, string Property, string Unit);
