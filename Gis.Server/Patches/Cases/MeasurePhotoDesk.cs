using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Patches.Field;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Patches.Cases;

/// <summary>Takes photographs of measures in, once each, while the measures are carried out.</summary>
internal sealed class MeasurePhotoDesk(NpgsqlDataSource store, PatchDesk patches, TimeProvider clock)
{
    /// <summary>Null where the caller is no officer of the patch's area.</summary>
    /// <param name="hash">Of the bytes as they were sent, where the sender took it.</param>
    public async Task<Result<MeasurePhoto>?> TakeAsync(long patch, string? hash, HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        // Looked at before the bytes are read, so that a stranger sends none.
        await using (var connection = await store.OpenConnectionAsync(cancellationToken))
        {
            if (await patches.FindAsync(connection, patch, caller, cancellationToken) is not { } standing)
            {
                return null;
            }

            if (CaseRules.AgainstPhotos(standing) is { } refusal)
            {
                return refusal;
            }
        }

        var sent = await PhotoBody.ReadAsync(request, hash, cancellationToken);
        return sent.Fact is { } photograph ? await KeepAsync(patch, photograph, caller, cancellationToken) : sent.Refusal!;
    }

    private async Task<Result<MeasurePhoto>?> KeepAsync(long patch, PhotoBody photograph, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Patch, patch, cancellationToken);
        if (await patches.FindAsync(transaction.Connection, patch, caller, cancellationToken) is not { } standing)
        {
            return null;
        }

        var known = await MeasurePhotoReader.ReadAsync(transaction.Connection, patch, cancellationToken);
        if (known.SingleOrDefault(photo => photo.Hash == photograph.Hash) is { } same)
        {
            return same;
        }

        if ((CaseRules.AgainstPhotos(standing) ?? CaseRules.AgainstMorePhotos(known.Count)) is { } refusal)
        {
            return refusal;
        }

        var (now, header) = (clock.GetUtcNow(), photograph.Header);
        var said = header.MediaType == "image/jpeg" ? CameraFacts.Read(photograph.Bytes, now) : default;
        await transaction.ExecuteAsync(
            """
            INSERT INTO patch_measure_photo (patch_id, hash, account_id, lon, lat, azimuth_deg, taken_at, received_at, media_type, width, height, bytes)
            VALUES ($1, $2, $3, $4::float8, $5::float8, $6::float8, $7::timestamptz, $8, $9, $10, $11, $12)
            """,
            cancellationToken, patch, photograph.Hash, caller.AccountId, said.Place?.Lon, said.Place?.Lat, said.AzimuthDeg, said.TakenAt, now, header.MediaType, header.Width, header.Height, photograph.Bytes);
        var kept = (await MeasurePhotoReader.ReadAsync(transaction.Connection, patch, cancellationToken)).Single(photo => photo.Hash == photograph.Hash);
        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, "patch.measure_photo", "patch", patch.ToString(CultureInfo.InvariantCulture), standing.AreaCode,
            JsonSerializer.Serialize(new { kept.Hash, kept.TakenAt, kept.DistanceM }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken);
        return kept;
    }
}
