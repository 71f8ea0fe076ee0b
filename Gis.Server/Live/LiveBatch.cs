using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>What some events in a row mean for viewers, read from the store once for all of them.</summary>
/// <param name="AfterSeq">The events begin after this number and end with <paramref name="Seq"/>.</param>
/// <param name="Heard">Things that spoke or may have changed colour; <paramref name="Registered"/> are new or changed themselves.</param>
internal sealed record LiveBatch(
    long AfterSeq,
    long Seq,
    DateTimeOffset At,
    IReadOnlyList<ThingRow> Heard,
    IReadOnlyList<ThingRow> Registered,
    IReadOnlyList<LiveValue> Values,
    IReadOnlyList<AlarmRow> Alarms,
    IReadOnlyList<IncidentRow> Incidents,
    IReadOnlyList<UnitRow> Units,
    IReadOnlyCollection<long> Devices,
    IReadOnlyCollection<TouchedLayer> Layers,
    IReadOnlyList<TouchedPatch> Patches)
{
    private static long _last;

    /// <summary>Tells batches apart: two may cover the same events, since a shelf that runs out is none.</summary>
    public long Number { get; } = Interlocked.Increment(ref _last);

    /// <summary>The values of each thing.</summary>
    public ILookup<long, LiveValue> ByThing => field ??= Values.ToLookup(value => value.ThingId);
}
