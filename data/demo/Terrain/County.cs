namespace Gis.Demo.Terrain;

/// <summary>A county with its seat and its outer rings.</summary>
internal sealed record County(
    string Code, string Prefecture, string NameZh, string NameEn, string PrefectureZh, string PrefectureEn, LonLat Seat, IReadOnlyList<LonLat[]> Rings)
{
    /// <summary>正定县 → 正定; 赵县 stays 赵县, for one character is no name.</summary>
    public string ShortZh => NameZh.Length > 2 && NameZh[^1] is '县' or '区' or '市' ? NameZh[..^1] : NameZh;

    public string ShortEn => NameEn.Replace(" District", "", StringComparison.Ordinal).Replace(" County", "", StringComparison.Ordinal);

    public bool IsDistrict => NameZh.EndsWith('区');

    public bool Contains(LonLat point) => Rings.Any(ring => Inside(ring, point));

    private static bool Inside(LonLat[] ring, LonLat point)
    {
        var inside = false;
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
        {
            if (ring[i].Lat > point.Lat != ring[j].Lat > point.Lat
                && point.Lon < ((ring[j].Lon - ring[i].Lon) * (point.Lat - ring[i].Lat) / (ring[j].Lat - ring[i].Lat)) + ring[i].Lon)
            {
                inside = !inside;
            }
        }

        return inside;
    }
}
