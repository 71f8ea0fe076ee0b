namespace Gis.Tiles;

/// <summary>How far an import is.</summary>
/// <param name="Percent">Of this step.</param>
public sealed record ImageProgress(string Step, int Percent);
