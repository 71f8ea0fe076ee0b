namespace Gis.Server.Platform.Metrics;

/// <summary>One line of figures: an instrument with one set of labels. A histogram keeps its buckets, the others one value.</summary>
internal sealed class MetricSeries(string labels, double[] boundaries)
{
    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[boundaries.Length];

    public string Labels { get; } = labels;

    public double Value { get; private set; }

    public long Count { get; private set; }

    public void Add(double amount)
    {
        lock (_gate)
        {
            Value += amount;
        }
    }

    public void Set(double value)
    {
        lock (_gate)
        {
            Value = value;
        }
    }

    public void Observe(double value)
    {
        lock (_gate)
        {
            Value += value;
            Count++;
            var bucket = Array.FindIndex(boundaries, boundary => value <= boundary);
            if (bucket >= 0)
            {
                _buckets[bucket]++;
            }
        }
    }

    /// <summary>How many were at most each boundary, as Prometheus counts.</summary>
    public (long[] AtMost, long Count, double Sum) Distribution()
    {
        lock (_gate)
        {
            var atMost = new long[_buckets.Length];
            var sum = 0L;
            for (var i = 0; i < atMost.Length; i++)
            {
                atMost[i] = sum += _buckets[i];
            }

            return (atMost, Count, Value);
        }
    }
}
