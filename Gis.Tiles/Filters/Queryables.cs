using Gis.Tiles.Features;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Filters;

/// <summary>What can be asked of a layer: its geometry and its properties, but for those that bear the name of a parameter of ours.</summary>
internal static class Queryables
{
    public static IReadOnlyDictionary<string, QueryableProperty> Of(FeatureSource source, IReadOnlyList<LayerField> fields) => fields
        .Where(IsQueryable)
        .Select(field => QueryableProperty.Of(field, source))
        .Prepend(QueryableProperty.Geometry)
        .ToDictionary(queryable => queryable.Name, StringComparer.Ordinal);

    public static bool IsQueryable(LayerField field) =>
        field.Name != "f" && field.Name != QueryableProperty.Geometry.Name && !ItemQuery.Names.Contains(field.Name, StringComparer.Ordinal);
}
