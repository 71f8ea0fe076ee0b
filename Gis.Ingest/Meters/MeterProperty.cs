namespace Gis.Ingest.Meters;

/// <summary>Codes of what a water meter observes.</summary>
internal static class MeterProperty
{
    /// <summary>Total as an instant value; use within an interval as the Cou of a period.</summary>
    public const string Volume = "volume";
    public const string ReverseVolume = "reverse_volume";
    public const string Flow = "flow";
    public const string Pressure = "pressure";
    public const string Battery = "battery";
    public const string Signal = "signal";
}
