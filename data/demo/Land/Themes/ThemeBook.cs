using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Themes;

/// <summary>Collects the features of one window, layer by layer, and what was planted in them to be found.</summary>
internal sealed class ThemeBook(string county)
{
    private readonly Dictionary<string, List<LandFeature>> _layers = LandLayer.All.ToDictionary(layer => layer.Id, _ => new List<LandFeature>());

    public List<Contradiction> Contradictions { get; } = [];

    public IReadOnlyList<LandFeature> this[string layer] => _layers[layer];

    public void Add(string layer, string number, string nameZh, string nameEn, Geometry shape, params (string Name, object? Value)[] properties) =>
        _layers[layer].Add(new LandFeature(number, nameZh, nameEn, county, properties, shape));

    public void Plant(string kind, string layer, string number) => Contradictions.Add(new Contradiction(county, kind, layer, number));
}
