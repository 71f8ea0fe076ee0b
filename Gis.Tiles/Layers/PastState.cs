namespace Gis.Tiles.Layers;

/// <summary>A state in which a layer's edition was.</summary>
/// <param name="Change">The last change that it holds; 0: as imported.</param>
/// <param name="IsOver">The edition was changed since.</param>
/// <param name="IsSettled">Nothing that is still under way can belong to it: it will never be another.</param>
internal sealed record PastState(int Change, bool IsOver, bool IsSettled);
