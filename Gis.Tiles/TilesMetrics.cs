using System.Diagnostics.Metrics;
using Gis.Tiles.VectorTiles.Mvt;

namespace Gis.Tiles;

/// <summary>What the tiles part counts; meter "Gis.Tiles".</summary>
internal sealed class TilesMetrics
{
    private readonly Counter<long> _given;
    private readonly Histogram<double> _cutMs;
    private readonly Counter<long> _thinned;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _busy;
    private readonly Counter<long> _readAgain;
    private readonly Counter<long> _useLost;
    private readonly Meter _meter;

    public TilesMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Gis.Tiles");
        _given = meter.CreateCounter<long>("gis_tiles_given", description: "Tiles given, by whether they were remembered or cut");
        _cutMs = meter.CreateHistogram<double>("gis_tiles_cut_ms", "ms", "Time of cutting one tile, waiting for its turn included, by layer");
        _thinned = meter.CreateCounter<long>("gis_tiles_thinned", description: "Tiles cut that had no room for all their features, by layer");
        _refused = meter.CreateCounter<long>("gis_tiles_refused_geometries", description: "Geometries that a tile could not show: broken, not finite or beyond repair, by layer");
        _busy = meter.CreateCounter<long>("gis_tiles_busy", description: "Answers 503, because the store took too long");
        _readAgain = meter.CreateCounter<long>("gis_tiles_read_again", description: "Readings begun anew with the other server, since theirs went away");
        _useLost = meter.CreateCounter<long>("gis_tiles_use_lost", description: "Requests whose use was not counted, since too much waited to be stored");
        _meter = meter;
    }

    public void GaveRemembered() => _given.Add(1, new KeyValuePair<string, object?>("from", "memory"));

    public void GaveCut() => _given.Add(1, new KeyValuePair<string, object?>("from", "store"));

    public void Cut(string layer, TimeSpan took, EncodedTile tile)
    {
        var label = new KeyValuePair<string, object?>("layer", layer);
        _cutMs.Record(took.TotalMilliseconds, label);
        if (tile.LeftOut > 0)
        {
            _thinned.Add(1, label);
        }

        if (tile.Refused > 0)
        {
            _refused.Add(tile.Refused, label);
        }
    }

    public void WasBusy() => _busy.Add(1);

    public void ReadAgain() => _readAgain.Add(1);

    public void UseLost(long requests) => _useLost.Add(requests);

    /// <summary>Nothing is told while nobody knows.</summary>
    public void ObserveStandby(Func<double?> ageMs) => _meter.CreateObservableGauge(
        "gis_tiles_standby_age_ms", () => ageMs() is { } age ? [new Measurement<double>(age)] : Array.Empty<Measurement<double>>(), "ms", "The standby holds all that the primary held so long ago");
}
