using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Positions;

/// <summary>Where a unit is, degrees CGCS2000.</summary>
internal sealed record UnitPosition(DateTimeOffset At, double Lon, double Lat, double? SpeedMps, double? HeadingDeg) : FieldFact;
