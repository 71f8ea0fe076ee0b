namespace Gis.Ingest.Pipeline;

/// <summary>A registered datastream; <see cref="PeriodS"/> is 0 for instant values. Gates are in the datastream's own unit.</summary>
internal sealed record StreamEntry(long Id, ThingEntry Thing, string Property, int PeriodS, double? GateMin, double? GateMax, string Unit);
