namespace Gis.Server.Changes.Jobs;

/// <summary>What became of the images as pictures.</summary>
/// <param name="Layer">Null where they are not shown.</param>
/// <param name="Why">Why they are not; null where they are.</param>
internal sealed record ChangePicturesShown(string? Layer, string? Why);
