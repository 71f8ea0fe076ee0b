namespace Gis.Server.Land;

/// <summary>A class of one scheme told in another.</summary>
internal sealed record LandClassMapping(string FromScheme, string FromCode, string ToScheme, string ToCode, bool Verified);
