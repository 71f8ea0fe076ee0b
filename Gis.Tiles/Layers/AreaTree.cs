using System.Collections.Immutable;

namespace Gis.Tiles.Layers;

/// <summary>What the tiles part must know of the area tree: its tops, and a stamp that changes when it does.</summary>
internal sealed record AreaTree(ImmutableHashSet<string> Tops, string Stamp);
