using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gis.Demo.Pictures;

namespace Gis.Demo.Review;

/// <summary>An inspector's visit: four photographs from where one would stand, and what was found.</summary>
internal static class FieldVisit
{
    private const int JpegQuality = 82;
    private const double AwayDeg = 0.0011;

    public static async Task<object> MakeAsync(PlannedWork work, DemoPatch patch, DeskSession inspector, CancellationToken cancellationToken)
    {
        var (west, south, east, _) = (patch.Bbox[0], patch.Bbox[1], patch.Bbox[2], patch.Bbox[3]);
        var hashes = new List<string>();
        foreach (var (role, lon, lat, azimuthDeg) in new[]
        {
            ("far", patch.Centre[0], south - AwayDeg, 0), ("near", patch.Centre[0], south, 0), ("side", west, patch.Centre[1], 90), ("side", east, patch.Centre[1], 270),
        })
        {
            var now = DateTimeOffset.UtcNow;
            var jpeg = JpegEncoder.Encode(SiteScene.Paint(work.Number, work.Truth.Story, role, azimuthDeg), JpegQuality);
            var hash = Convert.ToHexStringLower(SHA256.HashData(jpeg));
            await inspector.SendAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"api/patches/{patch.Id}/photos?hash={hash}&role={role}&lon={lon:F7}&lat={lat:F7}&accuracyM=6&azimuth={azimuthDeg}&azimuthSource=compass&takenAt={now:yyyy-MM-ddTHH:mm:ssZ}&device={Uri.EscapeDataString("演示手机（演示数据）")}"),
                jpeg, cancellationToken);
            hashes.Add(hash);
        }

        return new
        {
            use = Wording.UseOf(work.Truth.Story),
            party = Wording.PartyOf(work.Truth.Story, work.Team),
            builtM2 = work.Truth.Story == "mining_without_right" ? 0 : Math.Round(patch.AreaM2 * 0.7),
            fenced = false,
            note = "现场照片为演示数据。",
            photos = hashes,
            clientId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"review|{work.Number}"))[..16]),
        };
    }
}
