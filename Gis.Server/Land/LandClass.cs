namespace Gis.Server.Land;

/// <summary>A land class of one scheme.</summary>
/// <param name="Kind">farmland, built or unused (农用地 建设用地 未利用地); null for a class that is none, such as 1301.</param>
/// <param name="Verified">False where the row was not checked against the standard's text.</param>
internal sealed record LandClass(string Code, string NameZh, string NameEn, string? Kind, bool Verified = true);
