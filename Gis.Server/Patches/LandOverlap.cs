namespace Gis.Server.Patches;

/// <summary>How much of a patch lies on one feature of the one map, with what the feature says of itself.</summary>
/// <param name="Verdict">Of a case.</param>
/// <param name="Allows">Of a planning zone: whether one may build; null where it does not say.</param>
/// <param name="From">First day on which it holds (a case: found), and <paramref name="To"/> the last (a case: closed).</param>
/// <param name="AreaM2">On the ellipsoid of CGCS2000.</param>
/// <param name="CompactM2">Without slivers: parts below 10 m² or thinner than 2 m.</param>
internal sealed record LandOverlap(
    string Theme, string Layer, int Edition, long Feature, string? Document, string? Use, string? Class, string? Verdict, bool? Allows, DateOnly? From, DateOnly? To, double AreaM2, double Share,
    double CompactM2);
