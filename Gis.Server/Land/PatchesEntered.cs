namespace Gis.Server.Land;

/// <summary>What became of patches that were found here: their batch, how many came in, and how many were refused, such as those outside its area.</summary>
internal sealed record PatchesEntered(long Batch, int New, int Refused);
