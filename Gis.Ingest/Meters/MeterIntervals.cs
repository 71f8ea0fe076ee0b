namespace Gis.Ingest.Meters;

/// <summary>Use in litres, interval by interval from <see cref="Start"/>.</summary>
internal sealed record MeterIntervals(DateTimeOffset Start, int Minutes, IReadOnlyList<double> Litres)
{
    public DateTimeOffset StartOf(int index) => Start.AddMinutes((double)Minutes * index);

    public double LitresPerHour(int index) => Litres[index] * 60 / Minutes;
}
