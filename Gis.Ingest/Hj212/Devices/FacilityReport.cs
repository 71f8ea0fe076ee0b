namespace Gis.Ingest.Hj212.Devices;

/// <summary>The state of a facility (0 off, 1 runs, 2 calibrates, 3 in maintenance, 4 alarm, 5 blows back), or its run hours on the day that begins then.</summary>
internal sealed record FacilityReport(string Facility, DateTimeOffset At, short? State, double? RunHours) : DeviceFact(At);
