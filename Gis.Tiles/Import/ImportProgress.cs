namespace Gis.Tiles.Import;

/// <summary>How far an import is.</summary>
/// <param name="Phase">reading or drawing.</param>
internal sealed record ImportProgress(string Phase, long Rows, long Of);
