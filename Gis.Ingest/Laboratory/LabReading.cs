using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Laboratory;

/// <summary>What became of one row: an observation for a datastream, or why there is none.</summary>
internal sealed record LabReading(LabRow Row, LabStream? Stream, byte[] Payload, Rejection? Why);
