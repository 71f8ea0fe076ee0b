namespace Gis.Tiles.Import;

/// <summary>An uploaded file as its person sees it: what it is, what is proposed, and how far its import is.</summary>
/// <param name="State">inspected, waiting, running, done, failed or cancelled.</param>
/// <param name="Encodings">What may be chosen instead; empty where the file's kind says its encoding itself.</param>
/// <param name="SuggestedLayer">The layer whose last file had the same fields.</param>
/// <param name="Remembered">How the file of the layer asked for was read the last time.</param>
internal sealed record ImportState(
    Guid Id, string FileName, string Kind, string State, long Bytes, DateTimeOffset ExpiresAt, string? Encoding, IReadOnlyList<string> Encodings, IReadOnlyList<ProposedSubLayer> SubLayers,
    string? SuggestedLayer, ImportMemory? Remembered, ImportProgress? Progress, ImportResult? Result, ImportProblem? Problem);
