using Gis.Server.Patches.Cases;
using Npgsql;

namespace Gis.Server.Patches.Field;

/// <summary>What the field says of a patch, for its evidence: the last check, and the photographs with their bytes.</summary>
/// <param name="LeftOut">Photographs that would make the pack too large; they stand in the store under their hashes.</param>
internal sealed record FieldEvidence(FieldCheck? Check, IReadOnlyList<(PhotoRow Photo, byte[] Bytes)> Photos, IReadOnlyList<PhotoRow> LeftOut)
{
    /// <summary>Phones send about one megabyte each; a pack that can be mailed holds a dozen or two.</summary>
    private const long MostBytes = 48L << 20;

    /// <summary>Photographs by which measures were reported done, each with the number of its measure.</summary>
    public IReadOnlyList<(int Measure, MeasurePhoto Photo, byte[] Bytes)> Measures { get; init; } = [];

    public static FieldEvidence None { get; } = new(null, [], []);

    /// <summary>Those that prove the check first, then the others in the order in which they were taken.</summary>
    /// <param name="card">Which measures there are, and by which photographs they were done.</param>
    public static async Task<FieldEvidence> ReadAsync(NpgsqlConnection connection, long patch, CaseCard card, string[] roots, CancellationToken cancellationToken)
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

        return new FieldEvidence(check, taken, leftOut) { Measures = await OfMeasuresAsync(connection, patch, card, roots, room, cancellationToken) };
    }

    /// <summary>How the photograph of a measure is called in the pack.</summary>
    /// <param name="place">In the list of its measure, 1 ….</param>
    public static string NameOf(int measure, int place, MeasurePhoto photo) => FormattableString.Invariant($"measure-{measure:D2}-photo-{place:D2}.{Ending(photo.MediaType)}");

    /// <summary>All of them with their names, measure by measure.</summary>
    public IEnumerable<(int Measure, string Name, MeasurePhoto Photo, byte[] Bytes)> NamedMeasures() =>
        Measures.GroupBy(one => one.Measure).SelectMany(all => all.Select((one, at) => (one.Measure, NameOf(one.Measure, at + 1, one.Photo), one.Photo, one.Bytes)));

    private static async Task<IReadOnlyList<(int Measure, MeasurePhoto Photo, byte[] Bytes)>> OfMeasuresAsync(
        NpgsqlConnection connection, long patch, CaseCard card, string[] roots, long room, CancellationToken cancellationToken)
    {
        var taken = new List<(int, MeasurePhoto, byte[])>();
        foreach (var (measure, photo) in card.Measures.SelectMany(measure => card.Photos.Where(photo => measure.Photos.Contains(photo.Hash)).Select(photo => (measure.Number, photo))))
        {
            if (photo.Bytes <= room && await MeasurePhotoReader.BytesAsync(connection, patch, photo.Hash, roots, cancellationToken) is { } found)
            {
                taken.Add((measure, photo, found.Bytes));
                room -= photo.Bytes;
            }
        }

        return taken;
    }

    /// <summary>How a photograph is called in the pack: its place in the list and what it shows.</summary>
    public static string NameOf(int place, PhotoRow photo) => FormattableString.Invariant($"photo-{place:D2}-{photo.Role}.{Ending(photo.MediaType)}");

    private static string Ending(string mediaType) => mediaType == "image/png" ? "png" : "jpg";
}
