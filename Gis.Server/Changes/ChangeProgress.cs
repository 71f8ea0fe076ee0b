namespace Gis.Server.Changes;

/// <summary>How far a detection is.</summary>
/// <param name="Stage">read, normalise, score, threshold, clean, outline, write.</param>
/// <param name="Percent">Of the whole.</param>
/// <param name="Words">What came of the stage, once it is done.</param>
internal sealed record ChangeProgress(string Stage, int Percent, string? Words);
