using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.BaseMap;
using Gis.BaseMap.Output;
using Gis.BaseMap.Sources;

namespace Gis.Tiles.Tests.BaseMap;

/// <summary>The base map, built once for all tests that look at it.</summary>
public sealed class BuiltBaseMap : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gis-basemap-").FullName;

    public BuiltBaseMap()
    {
        if (RawDataFactAttribute.Folder is { } work)
        {
            new BaseMapBuild(new RawInputs(work, RawInputs.ShippedTables), _ => { }).Run(Output);
        }
    }

    internal BaseMapFolder Output => new(_folder);

    internal IReadOnlyList<(JsonObject Properties, NetTopologySuite.Geometries.Geometry Shape)> Features(string layer)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Output.LayerFile(layer)));
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(feature => (
            JsonNode.Parse(feature.GetProperty("properties").GetRawText())!.AsObject(),
            GeoJsonReader.Geometry(feature.GetProperty("geometry"))))];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
