using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>The seat of a prefecture or county: where its government is, and its names in both languages.</summary>
internal sealed record Seat(string Code, string NameZh, string NameEn, Coordinate At)
{
    public bool IsPrefecture => Code.EndsWith("00", StringComparison.Ordinal);
}
