namespace Gis.Server.Patches.Cases;

/// <summary>By what a case was found put right.</summary>
/// <param name="Scene">The picture; null where documents were enough.</param>
internal sealed record CaseProof(ProofScene? Scene, string? Document, DateOnly? DocumentOn);

/// <summary>A picture as it was when it proved something.</summary>
/// <param name="Sha256">Of the file that it was made from.</param>
/// <param name="Covers">Its box holds the whole outline of the patch.</param>
/// <param name="ShownShare">Share of the patch, 0 … 1, over which it has data; null where its file cannot be read, and in proofs of before this was asked.</param>
internal sealed record ProofScene(string Layer, DateTimeOffset At, string? Sensor, double? CloudPercent, double? ResolutionM, string Sha256, bool Covers, double? ShownShare);
