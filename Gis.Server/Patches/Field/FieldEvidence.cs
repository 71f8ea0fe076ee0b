using Npgsql;

namespace Gis.Server.Patches.Field;

/// <summary>What the field says of a patch, for its evidence: the last check, and the photographs with their bytes.</summary>
/// <param name="LeftOut">Photographs that would make the pack too large; they stand in the store under their hashes.</param>
internal sealed record FieldEvidence(FieldCheck? Check, IReadOnlyList<(PhotoRow Photo, byte[] Bytes)> Photos, IReadOnlyList<PhotoRow> LeftOut)
{
    /// <summary>Phones send about one megabyte each; a pack that can be mailed holds a dozen or two.</summary>
    private const long MostBytes = 48L << 20;

    public static FieldEvidence None { get; } = new(null, [], []);

    /// <summary>Those that prove the check first, then the others in the order in which they were taken.</summary>
    public static async Task<FieldEvidence> ReadAsync(NpgsqlConnection connection, long patch, string[] roots, CancellationToken cancellationToken)
    {
        var check = await FieldReader.CheckAsync(connection, patch, clientId: null, cancellationToken);
        var proving = check?.Photos.ToHashSet(StringComparer.Ordinal) ?? [];
        var (taken, leftOut, room) = (new List<(PhotoRow, byte[])>(), new List<PhotoRow>(), MostBytes);
        foreach (var photo in (await PhotoReader.ReadAsync(connection, [patch], cancellationToken))[patch].OrderBy(photo => proving.Contains(photo.Hash) ? 0 : 1))
        {
            if (photo.Bytes > room || await PhotoReader.BytesAsync(connection, patch, photo.Id, roots, cancellationToken) is not { } found)
            {
                leftOut.Add(photo);
                continue;
            }

            taken.Add((photo, found.Bytes));
            room -= photo.Bytes;
        }

        return new FieldEvidence(check, taken, leftOut);
    }

    /// <summary>How a photograph is called in the pack: its place in the list and what it shows.</summary>
    public static string NameOf(int place, PhotoRow photo) => FormattableString.Invariant($"photo-{place:D2}-{photo.Role}.{(photo.MediaType == "image/png" ? "png" : "jpg")}");
}
