namespace Gis.Demo.Physics;

/// <summary>Least, mean and greatest of a period, the same converted, and whether the device calls it valid.</summary>
internal readonly record struct PeriodFigures(
    double Min, double Avg, double Max, double? ConvertedMin, double? ConvertedAvg, double? ConvertedMax, char Flag)
{
    private const double ValidShare = 0.75;

    /// <summary>Samples a signal over a period as a logger would: only good samples make the mean, and too few make it invalid.</summary>
    public static PeriodFigures Of(ISignal signal, string property, DateTimeOffset start, TimeSpan length, int samples)
    {
        var readings = new List<Reading>(samples);
        var bad = Faults.Normal;
        for (var i = 0; i < samples; i++)
        {
            var reading = signal.At(property, start + (length * ((i + 0.5) / samples)));
            if (reading.Flag == Faults.Normal)
            {
                readings.Add(reading);
            }
            else
            {
                bad = reading.Flag;
            }
        }

        if (readings.Count == 0)
        {
            return new PeriodFigures(0, 0, 0, null, null, null, bad);
        }

        var flag = readings.Count >= samples * ValidShare ? Faults.Normal : bad;
        return new PeriodFigures(
            readings.Min(one => one.Value), readings.Average(one => one.Value), readings.Max(one => one.Value),
            readings.Min(one => one.Converted), readings.Average(one => one.Converted), readings.Max(one => one.Converted), flag);
    }
}
