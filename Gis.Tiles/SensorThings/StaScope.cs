using System.Collections.Immutable;
using Gis.Tiles.Access;
using Gis.Tiles.Layers;

namespace Gis.Tiles.SensorThings;

/// <summary>Which things a caller sees, by the layer that shows their kind, and of which he sees values.</summary>
internal sealed class StaScope
{
    private static readonly (string Layer, string[] Kinds)[] LayerKinds =
    [
        ("outfalls", ["outfall_water", "outfall_gas"]), ("air_stations", ["air_station"]), ("water_stations", ["water_station"]),
        ("noise_stations", ["noise_station"]), ("water_meters", ["water_meter"]), ("cameras", ["camera"]),
    ];

    private readonly List<(string[] Kinds, LayerScope Scope)> _register;
    private readonly List<(string[] Kinds, LayerScope Scope)> _values;

    private StaScope(List<(string[], LayerScope)> register, List<(string[], LayerScope)> values) => (_register, _values) = (register, values);

    public static StaScope Of(Catalog catalog, Viewer viewer)
    {
        var reader = viewer with { Grants = [.. viewer.Grants.Where(grant => !grant.IsGuest)] };
        var register = new List<(string[], LayerScope)>();
        var values = new List<(string[], LayerScope)>();
        foreach (var (layer, kinds) in LayerKinds)
        {
            if (!catalog.Layers.TryGetValue(layer, out var known))
            {
                continue;
            }

            if (LayerRights.Decide(known.Info, viewer, catalog.Areas) is { } seen)
            {
                register.Add((kinds, seen));
            }

            if (LayerRights.Decide(known.Info with { Published = false }, reader, catalog.Areas) is { } read)
            {
                values.Add((kinds, read));
            }
        }

        return new StaScope(register, values);
    }

    /// <summary>Conditions on rows with kind and area_code; <c>{f}</c> stands for the row.</summary>
    public (string Register, string Values) Sql(SqlParameters parameters) => (Sql(_register, parameters), Sql(_values, parameters));

    private static string Sql(List<(string[] Kinds, LayerScope Scope)> rights, SqlParameters parameters)
    {
        var conditions = rights
            .GroupBy(right => string.Join(',', right.Scope.Roots))
            .Select(group => (Kinds: group.SelectMany(right => right.Kinds).ToArray(), group.First().Scope.Roots))
            .Select(group => $"({{f}}.kind = ANY ({parameters.Add(group.Kinds)}){InAreas(group.Roots, parameters)})")
            .ToList();
        return conditions.Count == 0 ? "false" : $"({string.Join(" OR ", conditions)})";
    }

    private static string InAreas(ImmutableArray<string> roots, SqlParameters parameters) => roots.IsEmpty
        ? ""
        : $" AND {{f}}.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = ANY ({parameters.Add(roots.ToArray())}))";
}
