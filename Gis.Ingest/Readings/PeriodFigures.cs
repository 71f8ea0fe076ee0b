namespace Gis.Ingest.Readings;

/// <summary>Least, mean, greatest and total of one period; Zs: converted to the standard oxygen content.</summary>
internal sealed record PeriodFigures(
    double? Min = null, double? Avg = null, double? Max = null, double? Cou = null,
    double? ZsMin = null, double? ZsAvg = null, double? ZsMax = null)
{
    /// <summary>What an instant value has of them.</summary>
    public static readonly PeriodFigures None = new();
}
