namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>A tile as Mapbox Vector Tile 2.1; no bytes where it shows nothing.</summary>
/// <param name="LeftOut">features that had no room</param>
/// <param name="Refused">features whose geometry no tile can show: broken, not finite, or beyond repair</param>
internal sealed record EncodedTile(byte[] Bytes, int Features, int LeftOut, int Refused);
