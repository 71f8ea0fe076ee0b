namespace Gis.Server.Things.Import;

/// <summary>What is observed of a thing, how often a value is expected, and between which bounds it is plausible.</summary>
internal sealed record DatastreamEntry(
    string Property, string Statistic, int PeriodS, string Unit, int IntervalS, double? GateMin, double? GateMax);
