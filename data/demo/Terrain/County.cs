using System.Text.RegularExpressions;

namespace Gis.Demo.Terrain;

/// <summary>A county with its seat and its outer rings.</summary>
internal sealed partial record County(
    string Code, string Prefecture, string NameZh, string NameEn, string PrefectureZh, string PrefectureEn, LonLat Seat, IReadOnlyList<LonLat[]> Rings)
{
    private readonly (double West, double South, double East, double North) _box = (
        Rings.Min(ring => ring.Min(point => point.Lon)), Rings.Min(ring => ring.Min(point => point.Lat)),
        Rings.Max(ring => ring.Max(point => point.Lon)), Rings.Max(ring => ring.Max(point => point.Lat)));

    /// <summary>正定县 → 正定, 丰宁满族自治县 → 丰宁; 赵县 stays 赵县, for one character is no name.</summary>
    public string ShortZh => ChineseKind().Replace(NameZh, "") is { Length: > 1 } name ? name : NameZh;

    /// <summary>Zhengding County → Zhengding, Fengning Manchu Autonomous County → Fengning.</summary>
    public string ShortEn => EnglishKind().Replace(NameEn, "");

    public bool IsDistrict => NameZh.EndsWith('区');

    public bool Contains(LonLat point) =>
        point.Lon >= _box.West && point.Lon <= _box.East && point.Lat >= _box.South && point.Lat <= _box.North
        && Rings.Any(ring => Inside(ring, point));

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

    [GeneratedRegex("(((满族|回族|蒙古族)+自治)?县|(?<!矿)区|市)$")]
    private static partial Regex ChineseKind();

    [GeneratedRegex("( (Manchu|Hui|Mongol|and|Autonomous))* (County|District)$")]
    private static partial Regex EnglishKind();
}
