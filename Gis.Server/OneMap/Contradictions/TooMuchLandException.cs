namespace Gis.Server.OneMap.Contradictions;

/// <summary>There is more land around than can be judged at once.</summary>
internal sealed class TooMuchLandException(string theme, int most) : Exception($"More than {most} features of {theme} lie around; take a smaller area.");
