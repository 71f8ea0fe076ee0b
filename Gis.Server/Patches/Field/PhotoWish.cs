using Gis.Server.Rules;

namespace Gis.Server.Patches.Field;

/// <summary>What a phone recorded of a photograph, looked through.</summary>
internal sealed record PhotoWish(
    string Hash, string Role, double Lon, double Lat, double AccuracyM, double AzimuthDeg, string AzimuthSource, DateTimeOffset TakenAt, string Device)
{
    private const int MostDeviceChars = 200;
    private const double MostAccuracyM = 100_000;

    private static readonly string[] Roles = FieldWords.Role.Split(' ');
    private static readonly string[] Sources = FieldWords.AzimuthSource.Split(' ');

    public static Result<PhotoWish> Of(string? hash, string? role, double? lon, double? lat, double? accuracyM, double? azimuth, string? azimuthSource, DateTimeOffset? takenAt, string? device) =>
        !PhotoBody.IsHash(hash) ? Refusal.Bad("hash", "the SHA-256 of the bytes, 64 hexadecimal digits in lower case")
        : !Roles.Contains(role) ? Refusal.Bad("role", string.Join(", ", Roles))
        : lon is not (>= -180 and <= 180) ? Refusal.Bad("lon", "degrees, -180 … 180")
        : lat is not (>= -90 and <= 90) ? Refusal.Bad("lat", "degrees, -90 … 90")
        : accuracyM is not (>= 0 and <= MostAccuracyM) ? Refusal.Bad("accuracyM", "metres, as the phone told them with its position")
        : azimuth is not (>= 0 and <= 360) ? Refusal.Bad("azimuth", "degrees from north, clockwise, 0 … 360")
        : !Sources.Contains(azimuthSource) ? Refusal.Bad("azimuthSource", string.Join(", ", Sources))
        : takenAt is not { } at || at.Year < 2000 ? Refusal.Bad("takenAt", "a time with its zone, as 2026-11-22T06:30:00Z")
        : string.IsNullOrWhiteSpace(device) || device.Trim().Length > MostDeviceChars || device.Any(char.IsControl) ? Refusal.Bad("device", $"what took it, in 1 … {MostDeviceChars} characters")
        : new PhotoWish(hash!, role!, lon.Value, lat.Value, accuracyM.Value, azimuth.Value % 360, azimuthSource!, at.ToUniversalTime(), device.Trim());
}
