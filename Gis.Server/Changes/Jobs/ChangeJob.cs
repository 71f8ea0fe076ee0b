using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Changes.Jobs;

/// <summary>A detection that somebody asked for, from the first file to its batch of patches.</summary>
/// <param name="By">Who asked.</param>
/// <param name="Files">What was sent, by its place: before, after, mask-before, mask-after.</param>
/// <param name="Stage">read, normalise, score, threshold, clean, outline, write, patches or pictures; what it is at.</param>
/// <param name="Percent">Of the whole.</param>
/// <param name="Ahead">Jobs that come before it, whoever asked for them; null where it does not wait.</param>
/// <param name="Account">Of the detection: what went in, what was done with which figures, and what came out.</param>
/// <param name="Batch">Its patches; null where nothing changed.</param>
/// <param name="BatchCode">Of that batch.</param>
/// <param name="Entered">Patches of the batch.</param>
/// <param name="Refused">Patches that were not taken in, such as those outside the area; the batch says why.</param>
/// <param name="KeptUntil">Until when the files of the result can be had; null where there are none.</param>
internal sealed record ChangeJob(
    long Id, string AreaCode, long AccountId, string By, [property: Words(ChangeJobWords.State)] string State, IReadOnlyDictionary<string, ChangeImage> Files, ChangeJobWish? Wish, string? Stage, int Percent,
    int? Ahead, ChangeJobProblem? Problem, JsonElement? Account, ChangePicturesShown? Pictures, long? Batch, string? BatchCode, int? Entered, int? Refused, DateTimeOffset CreatedAt, DateTimeOffset? AskedAt,
    DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? KeptUntil);
