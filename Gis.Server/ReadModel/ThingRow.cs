namespace Gis.Server.ReadModel;

/// <summary>A thing as lists and the map show it.</summary>
/// <param name="Severity">The worst severity among its open live alarms that are not shelved.</param>
/// <param name="LastAt">When the newest value of any of its datastreams arrived.</param>
/// <param name="IntervalS">The shortest interval at which it is expected to speak.</param>
internal sealed record ThingRow(
    long Id,
    [property: Words(Vocabulary.ThingKind)] string Kind,
    string NameZh,
    string NameEn,
    string AreaCode,
    double Lon,
    double Lat,
    [property: Words(Vocabulary.Origin)] string Origin,
    [property: Words(Vocabulary.Severity)] string? Severity,
    DateTimeOffset? LastAt,
    int? IntervalS);
