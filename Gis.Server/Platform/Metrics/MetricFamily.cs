using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gis.Server.Platform.Metrics;

/// <summary>All series of one instrument, under the name by which Prometheus knows it.</summary>
internal sealed partial class MetricFamily
{
    /// <summary>A label that grows without end must not take the memory of the process.</summary>
    private const int MostSeries = 500;

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Milliseconds = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];
    private static readonly double[] Amounts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> _seriesOfTags = new(TagsComparer.Instance);
    private readonly Instrument _instrument;
    private readonly string _kind;
    private readonly double[] _boundaries;
    private readonly bool _isSet;

    public MetricFamily(Instrument instrument)
    {
        _instrument = instrument;
        var type = instrument.GetType().Name;
        _kind = type.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter"
            : "gauge";
        _isSet = instrument.IsObservable || type.StartsWith("Gauge", StringComparison.Ordinal);
        _boundaries = _kind != "histogram" ? [] : BoundariesOf(instrument);
        Name = NameOf(instrument);
    }

    public string Name { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (SeriesOf(tags) is not { } series)
        {
            return;
        }

        if (_kind == "histogram")
        {
            series.Observe(value);
        }
        else if (_isSet)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    public void Write(StringBuilder text)
    {
        if (_series.IsEmpty)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_instrument.Description?.ReplaceLineEndings(" ") ?? _instrument.Name}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {Name} {_kind}\n");
        foreach (var series in _series.Values)
        {
            if (_kind == "histogram")
            {
                WriteHistogram(text, series);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{Name}{Braced(series.Labels)} {series.Value:R}\n");
            }
        }
    }

    /// <summary>Null where there are too many already.</summary>
    private MetricSeries? SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var known = _seriesOfTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        if (known.TryGetValue(tags, out var series))
        {
            return series;
        }

        var labels = LabelsOf(tags);
        if (!_series.TryGetValue(labels, out series))
        {
            if (_series.Count >= MostSeries)
            {
                return null;
            }

            series = _series.GetOrAdd(labels, key => new MetricSeries(key, _boundaries));
        }

        if (_seriesOfTags.Count < MostSeries)
        {
            known.TryAdd(tags, series);
        }

        return series;
    }

    private void WriteHistogram(StringBuilder text, MetricSeries series)
    {
        var (atMost, count, sum) = series.Distribution();
        var comma = series.Labels.Length == 0 ? "" : ",";
        for (var i = 0; i < atMost.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{series.Labels}{comma}le=\"{_boundaries[i]:R}\"}} {atMost[i]}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{series.Labels}{comma}le=\"+Inf\"}} {count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{Braced(series.Labels)} {sum:R}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_count{Braced(series.Labels)} {count}\n");
    }

    private string NameOf(Instrument instrument)
    {
        var full = instrument.Name.StartsWith("gis", StringComparison.OrdinalIgnoreCase) || instrument.Name.StartsWith("dotnet.", StringComparison.Ordinal) ? instrument.Name : $"{instrument.Meter.Name}.{instrument.Name}";
        var name = Forbidden().Replace(full.ToLowerInvariant(), "_").Trim('_');
        var unit = instrument.Unit is "s" ? "_seconds" : instrument.Unit is "ms" ? "_milliseconds" : instrument.Unit is "By" ? "_bytes" : "";
        var withUnit = name.EndsWith(unit, StringComparison.Ordinal) || (unit == "_milliseconds" && name.EndsWith("_ms", StringComparison.Ordinal)) ? name : name + unit;
        return _kind == "counter" && !withUnit.EndsWith("_total", StringComparison.Ordinal) ? withUnit + "_total" : withUnit;
    }

    private static double[] BoundariesOf(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries?.ToArray(),
            Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(Convert.ToDouble).ToArray(),
            Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(Convert.ToDouble).ToArray(),
            _ => null,
        };
        return advised ?? (instrument.Unit switch { "s" => Seconds, "ms" => Milliseconds, _ => Amounts });
    }

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var escaped = $"{value}".Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n");
            text.Append(text.Length == 0 ? "" : ",").Append(Forbidden().Replace(key, "_")).Append("=\"").Append(escaped).Append('"');
        }

        return text.ToString();
    }

    [GeneratedRegex("[^a-zA-Z0-9_]+")]
    private static partial Regex Forbidden();
}
