namespace Gis.Server.ReadModel;

/// <summary>An incident as it stands now.</summary>
/// <param name="Grade">1 (I) … 4 (IV); null until somebody graded it.</param>
/// <param name="State">open, under_control or closed.</param>
/// <param name="ReportDueAt">When the superior authority must have been told; null while ungraded and once closed.</param>
internal sealed record IncidentRow(
    long Id,
    string Code,
    string Title,
    string TypeCode,
    string AreaCode,
    double Lon,
    double Lat,
    string? Address,
    int? Grade,
    string State,
    DateTimeOffset HappenedAt,
    DateTimeOffset ReportedAt,
    string Source,
    long? AlarmId,
    string Origin,
    DateTimeOffset UpdatedAt,
    int ActiveOrders,
    DateTimeOffset? ReportDueAt);
