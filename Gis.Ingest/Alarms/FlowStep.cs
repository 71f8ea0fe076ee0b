namespace Gis.Ingest.Alarms;

/// <summary>
/// How a reading of flow and pressure stands against what is usual: flows in m³/h, pressures in MPa. <see cref="PressureBefore"/> is asked for only where
/// the flow is above the limit.
/// </summary>
internal readonly record struct FlowStep(double Flow, double Usual, double Sigma, double Limit, double Pressure, double? PressureBefore)
{
    public bool IsAbove => Flow > Limit;
}
