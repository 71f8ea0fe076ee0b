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
    IReadOnlyCollection<long> Devices);
