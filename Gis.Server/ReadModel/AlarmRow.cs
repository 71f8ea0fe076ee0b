using System.Text.Json;

namespace Gis.Server.ReadModel;

/// <summary>An alarm as it stands now: what ingest found, and what people did about it.</summary>
/// <param name="Property">The observed property, or null where the alarm is of the whole thing.</param>
/// <param name="Since">Phenomenon time of the first bad value.</param>
/// <param name="AcknowledgedBy">Display name; likewise <paramref name="Assignee"/>.</param>
/// <param name="FalseAt">When somebody marked it false.</param>
/// <param name="History">Found in back-filled data: recorded, never live.</param>
internal sealed record AlarmRow(
    long Id,
    long ThingId,
    [property: Words(Vocabulary.ThingKind)] string ThingKind,
    string ThingNameZh,
    string ThingNameEn,
    string AreaCode,
    string? Property,
    string Kind,
    [property: Words(Vocabulary.Severity)] string Severity,
    double? Value,
    double? Limit,
    double? Ratio,
    string? Unit,
    DateTimeOffset Since,
    DateTimeOffset RaisedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ClearedAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    string? Assignee,
    DateTimeOffset? ShelvedUntil,
    DateTimeOffset? FalseAt,
    bool History,
    [property: Words(Vocabulary.Origin)] string Origin,
    long? IncidentId,
    double Lon,
    double Lat,
    DateTimeOffset PhenomenonTime,
    int? PeriodS,
    JsonElement Details);
