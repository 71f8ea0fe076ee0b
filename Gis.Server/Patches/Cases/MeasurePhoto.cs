using Gis.Server.Patches.Field;
using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Cases;

/// <summary>A photograph by which a measure was reported done. Place, direction and time are the file's own words; null where it has none.</summary>
/// <param name="Hash">SHA-256 of its bytes, by which a measure names it.</param>
/// <param name="By">Display name of whoever added it.</param>
/// <param name="AzimuthDeg">Where the lens looked: degrees from north, clockwise.</param>
/// <param name="DistanceM">From the patch as it is drawn now, on the ellipsoid; 0 inside.</param>
internal sealed record MeasurePhoto(
    string Hash, string By, double? Lon, double? Lat, double? AzimuthDeg, DateTimeOffset? TakenAt, DateTimeOffset ReceivedAt,
    [property: Words(FieldWords.Media)] string MediaType, int Width, int Height, int Bytes, double? DistanceM);
