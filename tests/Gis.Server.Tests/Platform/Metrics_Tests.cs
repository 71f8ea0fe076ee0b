using System.Diagnostics.Metrics;
using Gis.Server.Platform.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class Metrics_Tests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricsCollector _collector;
    private readonly Meter _meter;

    public Metrics_Tests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _collector = new MetricsCollector(factory);
        _collector.StartAsync(CancellationToken.None).Wait();
        _meter = factory.Create("Gis.Ingest");
    }

    public void Dispose()
    {
        _collector.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void A_counter_is_one_line_per_set_of_labels()
    {
        var counter = _meter.CreateCounter<long>("rejected", description: "Messages refused");
        counter.Add(2, new KeyValuePair<string, object?>("reason", "bad \"crc\""));
        counter.Add(1, new KeyValuePair<string, object?>("reason", "bad \"crc\""));

        var text = _collector.Render();

        Assert.Contains("# HELP gis_ingest_rejected_total Messages refused\n# TYPE gis_ingest_rejected_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("gis_ingest_rejected_total{reason=\"bad \\\"crc\\\"\"} 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_values_in_other_objects_count_in_one_series_and_other_values_in_another()
    {
        var counter = _meter.CreateCounter<long>("answers");
        for (var status = 0; status < 4; status++)
        {
            counter.Add(1, new("layer", new string('p', 1) + "arcels"), new("status", 200 + (status % 2)));
            counter.Add(1, new("layer", null), new("status", 200 + (status % 2)));
            counter.Add(1, new("status", 200 + (status % 2)), new("layer", "parcels"));
        }

        var text = _collector.Render();

        Assert.Contains("gis_ingest_answers_total{layer=\"parcels\",status=\"200\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("gis_ingest_answers_total{layer=\"parcels\",status=\"201\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("gis_ingest_answers_total{layer=\"\",status=\"200\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("gis_ingest_answers_total{status=\"201\",layer=\"parcels\"} 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_counts_what_was_at_most_each_boundary()
    {
        var histogram = _meter.CreateHistogram<double>("commit", "ms");
        histogram.Record(3);
        histogram.Record(30);
        histogram.Record(99_999);

        var text = _collector.Render();

        Assert.Contains("gis_ingest_commit_milliseconds_bucket{le=\"2.5\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("gis_ingest_commit_milliseconds_bucket{le=\"5\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("gis_ingest_commit_milliseconds_bucket{le=\"+Inf\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("gis_ingest_commit_milliseconds_count 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gauge_shows_its_value_of_now()
    {
        var now = 5;
        _meter.CreateObservableGauge("waiting", () => now);
        _collector.Render();
        now = 7;

        Assert.Contains("gis_ingest_waiting 7\n", _collector.Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_grows_without_end_is_cut_off()
    {
        var counter = _meter.CreateCounter<long>("strange");
        for (var i = 0; i < 2_000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("n", i));
        }

        Assert.InRange(_collector.Render().Split('\n').Count(line => line.StartsWith("gis_ingest_strange_total{", StringComparison.Ordinal)), 1, 500);
    }
}
