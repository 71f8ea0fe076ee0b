namespace Gis.Tiles.Imagery;

/// <summary>What a picture's file gave for a tile.</summary>
/// <param name="IsThere">The file could be read.</param>
/// <param name="Png">Null where the picture has nothing.</param>
internal readonly record struct ImageTile(bool IsThere, byte[]? Png);
