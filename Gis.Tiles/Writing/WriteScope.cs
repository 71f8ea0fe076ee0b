using Gis.Tiles.Access;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Writing;

/// <summary>The part of a layer that a caller may change.</summary>
/// <param name="Roots">Nodes of the area tree; what lies under them may be changed.</param>
/// <param name="WholeTree">A root is the top of the tree: then features that belong to no area may be changed too.</param>
internal sealed record WriteScope(string[] Roots, bool WholeTree)
{
    private const string Administrator = "administrator";

    /// <summary>Administrators always, and the roles that the layer names; a guest only where his grant names the layer. Null: nowhere.</summary>
    public static WriteScope? Decide(LayerInfo layer, Viewer viewer, AreaTree areas)
    {
        var roots = viewer.Grants.Where(grant => IsWriter(grant, layer)).Select(grant => grant.AreaCode).Distinct(StringComparer.Ordinal).ToArray();
        return roots.Length == 0 ? null : new WriteScope(roots, Array.Exists(roots, areas.Tops.Contains));
    }

    private static bool IsWriter(Grant grant, LayerInfo layer) =>
        (grant.Role == Administrator || layer.Writers.Contains(grant.Role, StringComparer.Ordinal))
        && (grant.Layers.Count > 0 ? grant.Layers.Contains(layer.Id) : !grant.IsGuest);
}
