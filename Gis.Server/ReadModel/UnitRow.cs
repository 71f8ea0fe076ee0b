namespace Gis.Server.ReadModel;

/// <summary>A field unit as it stands now; position fields are null until it was heard of.</summary>
internal sealed record UnitRow(
    long Id,
    string Code,
    string CallSign,
    string NameZh,
    string NameEn,
    string Kind,
    string AreaCode,
    IReadOnlyList<string> Skills,
    string? Phone,
    double? Lon,
    double? Lat,
    double? SpeedMps,
    double? HeadingDeg,
    DateTimeOffset? PositionAt,
    [property: Words(Vocabulary.UnitState)] string State,
    DateTimeOffset? StateAt,
    long? OrderId,
    long? IncidentId,
    [property: Words(Vocabulary.Origin)] string Origin);
