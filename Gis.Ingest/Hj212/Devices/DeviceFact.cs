using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>Something that a device says of itself and that is kept apart from its notes.</summary>
internal abstract record DeviceFact(DateTimeOffset At) : FieldFact;
