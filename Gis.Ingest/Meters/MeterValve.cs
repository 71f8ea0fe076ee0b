namespace Gis.Ingest.Meters;

/// <summary>The state of a meter's valve, as the store writes it.</summary>
internal enum MeterValve
{
    Closed = 0,
    Open = 1,
    Fault = 2,
}
