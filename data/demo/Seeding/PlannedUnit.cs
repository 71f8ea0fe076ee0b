using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>A field unit to be registered.</summary>
internal sealed record PlannedUnit(
    string Code, string CallSign, string NameZh, string NameEn, string Kind, string AreaCode, IReadOnlyList<string> Skills, string Phone, LonLat Base);
