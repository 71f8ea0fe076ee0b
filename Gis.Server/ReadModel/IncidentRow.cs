using System.ComponentModel.DataAnnotations;

namespace Gis.Server.ReadModel;

/// <summary>An incident as it stands now.</summary>
/// <param name="Title">What a person called it; null where nobody did, and the reader's language words what is known: thing and alarm, or type and area.</param>
/// <param name="Grade">1 (I) … 4 (IV); null until somebody graded it.</param>
/// <param name="State">open, under_control or closed.</param>
/// <param name="ThingId">The thing whose alarm it came from, with its names; null where no alarm was.</param>
/// <param name="AlarmProperty">The observed property, or null where the alarm is of the whole thing.</param>
/// <param name="ReportDueAt">When the superior authority must have been told; null while ungraded and once closed.</param>
internal record IncidentRow(
    long Id,
    string Code,
    string? Title,
    string TypeCode,
    string AreaCode,
    double Lon,
    double Lat,
    string? Address,
    [property: AllowedValues(1, 2, 3, 4)] int? Grade,
    [property: Words(Vocabulary.IncidentState)] string State,
    DateTimeOffset HappenedAt,
    DateTimeOffset ReportedAt,
    string Source,
    long? AlarmId,
    string? AlarmKind,
    string? AlarmProperty,
    long? ThingId,
    string? ThingNameZh,
    string? ThingNameEn,
    [property: Words(Vocabulary.Origin)] string Origin,
    DateTimeOffset UpdatedAt,
    int ActiveOrders,
    DateTimeOffset? ReportDueAt);
