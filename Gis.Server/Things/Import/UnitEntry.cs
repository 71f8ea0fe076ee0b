namespace Gis.Server.Things.Import;

/// <summary>A field unit as registered; lon and lat are its base.</summary>
internal sealed record UnitEntry(
    int Line, string Code, string CallSign, string NameZh, string NameEn, string Kind, string AreaCode, double Lon, double Lat,
    IReadOnlyList<string> Skills, string? Phone);
