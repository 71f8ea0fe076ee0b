namespace Gis.Ingest.Alarms;

/// <summary>The totals of a meter's last report.</summary>
internal readonly record struct MeterMemory(DateTimeOffset ReadAt, double? TotalM3, double? ReverseTotalM3);
