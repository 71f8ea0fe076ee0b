using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Field;

/// <summary>A photograph of a patch as the store keeps it, without its bytes.</summary>
/// <param name="Hash">SHA-256 of its bytes.</param>
/// <param name="By">Display name of whoever took it.</param>
/// <param name="AzimuthDeg">Where the lens looked: degrees from north, clockwise.</param>
/// <param name="DistanceM">From the patch as it is drawn now, on the ellipsoid; 0 inside.</param>
/// <param name="ContradictionM">How far the place that the file itself names lies from the recorded one, where that is more than 100 m.</param>
/// <param name="Reused">The same picture was sent for another patch too.</param>
internal sealed record PhotoRow(
    long Id, string Hash, [property: Words(FieldWords.Role)] string Role, long AccountId, string By, double Lon, double Lat, double AccuracyM, double AzimuthDeg,
    [property: Words(FieldWords.AzimuthSource)] string AzimuthSource, DateTimeOffset TakenAt, DateTimeOffset ReceivedAt, string Device,
    [property: Words(FieldWords.Media)] string MediaType, int Width, int Height, int Bytes, double DistanceM, double? ContradictionM, bool Reused);
