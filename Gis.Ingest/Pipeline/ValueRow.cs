using Gis.Ingest.Quality;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Pipeline;

/// <summary>One value of one datastream on its way into the store.</summary>
internal sealed class ValueRow(
    StreamEntry stream, DateTimeOffset at, double? value, double? zsValue, PeriodFigures figures, char? flag, ValueQuality quality,
    DateTimeOffset? resultTime, Envelope from)
{
    public StreamEntry Stream { get; } = stream;

    /// <summary>The moment, or the start of the period.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>When what the value tells was over: what decides whether it is back-fill.</summary>
    public DateTimeOffset End => At.AddSeconds(Stream.PeriodS);

    /// <summary>The value, or what stands for the period: its mean, or its total where there is no mean.</summary>
    public double? Value { get; } = value;

    public double? ZsValue { get; } = zsValue;

    public PeriodFigures Figures { get; } = figures;

    public char? Flag { get; } = flag;

    public ValueQuality Quality { get; } = quality;

    public DateTimeOffset? ResultTime { get; } = resultTime;

    public Envelope From { get; } = from;

    public bool IsPeriod => Stream.PeriodS > 0;

    /// <summary>The store did not have it, or had another value.</summary>
    public bool IsFresh { get; set; } = true;

    public (long Stream, long Ticks) Key => (Stream.Id, At.UtcTicks);

    public bool SaysTheSame(ValueRow other) =>
        Nullable.Equals(Value, other.Value) && Figures == other.Figures && Flag == other.Flag && Quality == other.Quality;
}
