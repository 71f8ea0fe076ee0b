using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Patches;

/// <summary>A batch of patches, counted as far as the caller's areas reach.</summary>
/// <param name="Doubtful">Not explained, whether judged or not.</param>
/// <param name="Report">Of the last file: rows read, new, changed, same, repaired and refused ones with row number and reason; empty for whoever reads only a part of its area.</param>
internal sealed record PatchBatchRow(
    long Id, string Code, string AreaCode, [property: Words(PatchWords.BatchKind)] string Kind, [property: Words(Vocabulary.Origin)] string Origin, DateOnly Due, DateTimeOffset ReceivedAt, string FileName,
    int Patches, int Explained, int Doubtful, int Judged, JsonElement Report);
