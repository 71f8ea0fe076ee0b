namespace Gis.Tiles.Import;

/// <summary>What became of an import.</summary>
internal sealed record ImportResult(string Layer, int Edition, long Kept, long Repaired, long Refused);
