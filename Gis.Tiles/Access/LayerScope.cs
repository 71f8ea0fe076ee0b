using System.Collections.Immutable;

namespace Gis.Tiles.Access;

/// <summary>The part of a layer that a caller may read.</summary>
/// <param name="Roots">Nodes of the area tree, sorted; what lies under them is readable. Empty where everything is.</param>
/// <param name="WholeTree">A root is the top of the tree: then features that belong to no area are readable too.</param>
/// <param name="Key">Stands in cache keys and ETags: equal keys mean equal content. Empty where everything is readable by all.</param>
internal sealed record LayerScope(ImmutableArray<string> Roots, bool WholeTree, string Key)
{
    public static LayerScope Everything { get; } = new([], WholeTree: true, Key: "");

    /// <summary>Open to all: caches on the way may keep the answer.</summary>
    public bool IsPublic => Roots.IsEmpty;
}
