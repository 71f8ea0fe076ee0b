namespace Gis.Ingest.Meters;

/// <summary>Codes of what a water meter observes.</summary>
internal static class MeterProperty
{
    public const string Volume = "volume";

    /// <summary>Use within an interval, the Cou of a period, in litres.</summary>
    public const string IntervalVolume = "interval_volume";
    public const string ReverseVolume = "reverse_volume";
    public const string Flow = "flow";
    public const string Pressure = "pressure";
    public const string Battery = "battery";
    public const string Signal = "signal";

    /// <summary>0 closed, 1 open, 2 at fault.</summary>
    public const string Valve = "valve";
}
