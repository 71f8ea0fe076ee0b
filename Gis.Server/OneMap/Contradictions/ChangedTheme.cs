namespace Gis.Server.OneMap.Contradictions;

/// <summary>A theme that is another than at the last look of the system's own.</summary>
/// <param name="Changes">Of the edition that is shown.</param>
/// <param name="Fields">As JSON.</param>
/// <param name="AgeS">Seconds since it became so.</param>
/// <param name="Counties">Codes of those in which something became another.</param>
internal sealed record ChangedTheme(string Theme, string Layer, int Edition, int Changes, string Fields, double AgeS, string[] Counties);
