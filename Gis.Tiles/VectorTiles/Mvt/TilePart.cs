namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>A run of points: one line, one ring (not closed), or all points of a multipoint. <c>Polygon</c> tells which rings belong together.</summary>
internal readonly record struct TilePart(int Start, int Count, int Polygon, bool IsHole);
