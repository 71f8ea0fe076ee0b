using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>All that a viewer shows, as it stood when <paramref name="Seq"/> was the newest event.</summary>
internal sealed record LiveSnapshot(
    long Seq,
    DateTimeOffset At,
    IReadOnlyList<ThingRow> Things,
    IReadOnlyList<AlarmRow> Alarms,
    IReadOnlyList<IncidentRow> Incidents,
    IReadOnlyList<UnitRow> Units);
