namespace Gis.Ingest.SensorThings;

/// <summary>One row of a data array: an observation as its own JSON, and the datastream it belongs to.</summary>
internal sealed record DataArrayRow(long Datastream, byte[] Observation);
