namespace Gis.Demo.Seeding;

/// <summary>A datastream to be registered; period 0 is the value of a moment.</summary>
internal sealed record PlannedStream(string Property, string Unit, int PeriodS, int IntervalS);
