namespace Gis.Ingest.Hj212.Devices;

/// <summary>The device of this MN has left this line.</summary>
internal readonly record struct SessionEnd(string Mn, Guid Line, DateTimeOffset At);
