using System.Diagnostics.Metrics;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>Counts the tiles of one layer that are cut while it lives.</summary>
internal sealed class CutProbe : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _total;

    public CutProbe(string layer)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Gis.Tiles" && instrument.Name == "gis_tiles_cut_ms")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == "layer" && layer.Equals(value))
                {
                    Interlocked.Increment(ref _total);
                }
            }
        });
        _listener.Start();
    }

    public long Total => Interlocked.Read(ref _total);

    public void Dispose() => _listener.Dispose();
}
