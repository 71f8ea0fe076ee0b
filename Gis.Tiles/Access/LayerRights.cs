using System.Collections.Immutable;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Access;

/// <summary>Decides what of a layer a caller may read.</summary>
internal static class LayerRights
{
    /// <summary>Layers of the running service: another department reads them only where a grant names them.</summary>
    private static readonly ImmutableHashSet<string> NamedForGuests = ["units", "incidents", "alarms", "cameras", "water_meters", "patches"];

    /// <summary>Null where the layer does not exist for this caller.</summary>
    public static LayerScope? Decide(LayerInfo layer, Viewer viewer, AreaTree areas)
    {
        if (layer.Published)
        {
            return LayerScope.Everything;
        }

        var roots = viewer.Grants
            .Where(grant => Reaches(grant, layer.Id))
            .Select(grant => grant.AreaCode)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToImmutableArray();
        return roots.IsEmpty
            ? null
            : new LayerScope(roots, roots.Any(areas.Tops.Contains), $"{viewer.GrantsVersion}|{string.Join(',', roots)}|{areas.Stamp}");
    }

    /// <summary>
    /// As <see cref="Decide"/> for a layer that cannot be cut by area, such as a picture: who reads it reads all of it. So it takes a grant at the top
    /// of the area tree, one over the area for which the layer was brought in, or one that names the layer.
    /// </summary>
    public static LayerScope? DecideWhole(LayerInfo layer, Viewer viewer, AreaTree areas) =>
        Decide(layer, viewer, areas) is { } scope && (scope.IsPublic || scope.WholeTree || scope.Roots.Any(layer.ForAreas.Contains) || viewer.Grants.Any(grant => grant.Layers.Contains(layer.Id))) ? scope : null;

    private static bool Reaches(Grant grant, string layer) =>
        grant.Layers.Count > 0 ? grant.Layers.Contains(layer) : !grant.IsGuest || !NamedForGuests.Contains(layer);
}
