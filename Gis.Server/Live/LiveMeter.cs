using System.Diagnostics.Metrics;

namespace Gis.Server.Live;

/// <summary>Figures of the live feed.</summary>
internal sealed class LiveMeter : IDisposable
{
    private readonly Meter _meter = new("Gis.Live");
    private readonly Counter<long> _events;
    private readonly Histogram<double> _hydration;
    private readonly Counter<long> _lapsed;

    public LiveMeter(LiveExchange exchange)
    {
        _events = _meter.CreateCounter<long>("gis_live_events_total", description: "Events read from the live log");
        _hydration = _meter.CreateHistogram<double>("gis_live_reading_seconds", "s", "From reading the log to handing over to viewers");
        _lapsed = _meter.CreateCounter<long>("gis_live_lapsed_viewers_total", description: "Viewers that did not keep up and had to begin anew");
        _meter.CreateObservableGauge("gis_live_viewers", () => exchange.Viewers, description: "Streams that follow now");
    }

    public void Published(int events, TimeSpan took)
    {
        _events.Add(events);
        _hydration.Record(took.TotalSeconds);
    }

    public void Lapsed() => _lapsed.Add(1);

    public void Dispose() => _meter.Dispose();
}
