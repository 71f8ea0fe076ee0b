using System.Text.Encodings.Web;
using System.Text.Json;
using Gis.BaseMap.Layers;
using Gis.BaseMap.Roads;
using Gis.Tiles.Import;

namespace Gis.BaseMap.Output;

/// <summary>The folder with the built base map: one GeoJSON a layer, the catalogue, the area tree and the road nodes.</summary>
internal sealed class BaseMapFolder(string folder)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string LayerFile(string id) => Path.Combine(folder, $"{id}.geojson");

    public void Write(IReadOnlyList<Layer> layers, IReadOnlyList<AreaNode> areas, IReadOnlyList<RoadNode> roadNodes)
    {
        Directory.CreateDirectory(folder);
        foreach (var layer in layers)
        {
            Replace(LayerFile(layer.Info.Id), stream => GeoJsonText.WriteLayer(stream, layer));
        }

        Replace("areas.json", stream => JsonSerializer.Serialize(stream, areas, Json));
        Replace("road-nodes.json", stream => JsonSerializer.Serialize(stream, roadNodes, Json));

        // The catalogue last: it is there only when all it names is there.
        Replace("layers.json", stream => JsonSerializer.Serialize(stream, layers.Select(layer => layer.Info), Json));
    }

    public IReadOnlyList<LayerEntry> Catalogue() => Read<LayerEntry>("layers.json");

    public IReadOnlyList<AreaNode> Areas() => Read<AreaNode>("areas.json");

    public IReadOnlyList<RoadNode> RoadNodes() => Read<RoadNode>("road-nodes.json");

    private IReadOnlyList<T> Read<T>(string name)
    {
        using var stream = File.OpenRead(Path.Combine(folder, name));
        return JsonSerializer.Deserialize<IReadOnlyList<T>>(stream, Json) ?? throw new InvalidDataException($"{name} is empty.");
    }

    /// <summary>A file appears whole or not at all, also when the build is cut off.</summary>
    private void Replace(string name, Action<Stream> write)
    {
        var path = Path.Combine(folder, name);
        var part = path + ".part";
        using (var stream = File.Create(part))
        {
            write(stream);
        }

        File.Move(part, path, overwrite: true);
    }
}
