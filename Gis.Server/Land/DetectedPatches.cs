namespace Gis.Server.Land;

/// <summary>What is said of patches that were found here, beside their file.</summary>
/// <param name="Code">Names the batch within its area.</param>
/// <param name="FileName">Shown, never opened.</param>
internal sealed record DetectedPatches(string Code, string AreaCode, string Origin, DateOnly Due, string FileName);
