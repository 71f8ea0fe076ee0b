using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Gis.Server.Platform.Metrics;

/// <summary>Listens to the meters <c>Gis.*</c> of this application, and to those of its runtime, and renders them as Prometheus text.</summary>
internal sealed class MetricsCollector : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _factory;

    public MetricsCollector(IMeterFactory factory)
    {
        _factory = factory;
        ProcessMetrics.Offer(factory);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, key => new MetricFamily(key)));
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
    }

    public string Render()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            family.Write(text);
        }

        return text.ToString();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    /// <summary>A meter without a scope belongs to the process; one of another application in the same process (tests) is not ours.</summary>
    private bool IsOurs(Meter meter) =>
        (meter.Name.StartsWith("Gis.", StringComparison.Ordinal) || meter.Name is "Microsoft.AspNetCore.Hosting" or "System.Runtime")
        && (meter.Scope is null || ReferenceEquals(meter.Scope, _factory));
}
