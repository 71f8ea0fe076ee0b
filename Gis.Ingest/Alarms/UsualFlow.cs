namespace Gis.Ingest.Alarms;

/// <summary>A meter's flow in the same hour of the days before the hour that begins at <see cref="Hour"/>; figures in m³/h, null where too little is known.</summary>
internal sealed record UsualFlow(DateTimeOffset Hour, int Days, double? Mean, double? Sigma);
