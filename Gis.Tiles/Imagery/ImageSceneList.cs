namespace Gis.Tiles.Imagery;

/// <summary>The newest pictures of a box, the newest first; there is never a further page.</summary>
internal sealed record ImageSceneList(IReadOnlyList<ImageScene> Items, string? Next);
