namespace Gis.Tiles.Features;

/// <summary>All layers of one viewer; there is never a further page.</summary>
internal sealed record MapLayerList(IReadOnlyList<MapLayer> Items, string? Next);
