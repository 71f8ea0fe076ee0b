using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Patches.Field;

/// <summary>Takes photographs in: once each, whole, and as the bytes that the phone hashed.</summary>
internal sealed class PhotoDesk(NpgsqlDataSource store, TimeProvider clock)
{
    private static readonly FieldGround Ground = FieldGround.Standard;

    public async Task<bool> MaySendAsync(long patch, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return await FieldReader.IsThereAsync(connection, patch, caller.Roots(Role.Inspector, Role.Officer), cancellationToken);
    }

    public async Task<Result<PhotoRow>> TakeAsync(long patch, PhotoWish wish, HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await PhotoBody.ReadAsync(request, wish.Hash, cancellationToken);
        if (sent.Fact is not { } photograph)
        {
            return sent.Refusal!;
        }

        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Patch, patch, cancellationToken);
        var known = (await PhotoReader.ReadAsync(transaction.Connection, [patch], cancellationToken))[patch].ToList();
        if (known.SingleOrDefault(photo => photo.Hash == wish.Hash) is { } same)
        {
            return same;
        }

        if (known.Count >= Ground.MostPhotos)
        {
            return new Refusal("photo-many", $"每个图斑最多 {Ground.MostPhotos} 张照片。", $"A patch takes at most {Ground.MostPhotos} photographs.");
        }

        await KeepAsync(transaction, patch, wish, photograph.Header, photograph.Bytes, caller, cancellationToken);
        var kept = (await PhotoReader.ReadAsync(transaction.Connection, [patch], cancellationToken))[patch].Single(photo => photo.Hash == wish.Hash);
        await CommitAsync(transaction, patch, kept, caller, cancellationToken);
        return kept;
    }

    private async Task KeepAsync(CommandTransaction transaction, long patch, PhotoWish wish, PhotoHeader header, byte[] bytes, Caller caller, CancellationToken cancellationToken)
    {
        var said = header.MediaType == "image/jpeg" ? ExifPlace.Read(bytes) : null;
        await transaction.ExecuteAsync(
            """
            INSERT INTO patch_photo (patch_id, hash, account_id, role, lon, lat, accuracy_m, azimuth_deg, azimuth_source, taken_at, received_at, device, media_type, width, height, exif_lon, exif_lat, bytes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::float8, $17::float8, $18)
            """,
            cancellationToken, patch, wish.Hash, caller.AccountId, wish.Role, wish.Lon, wish.Lat, wish.AccuracyM, wish.AzimuthDeg, wish.AzimuthSource, wish.TakenAt, clock.GetUtcNow(), wish.Device,
            header.MediaType, header.Width, header.Height, said?.Lon, said?.Lat, bytes);
    }

    private static async Task CommitAsync(CommandTransaction transaction, long patch, PhotoRow photo, Caller caller, CancellationToken cancellationToken)
    {
        var area = await transaction.ScalarAsync<string>("SELECT area_code FROM patch WHERE id = $1", cancellationToken, patch);
        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, "patch.photo", "patch", patch.ToString(CultureInfo.InvariantCulture), area,
            JsonSerializer.Serialize(new { photo.Id, photo.Hash, photo.Role, photo.DistanceM }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("patch", [patch], [area!]));
    }
}
