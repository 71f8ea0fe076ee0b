using System.Text.Json;
using Gis.Testing;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>A tile as GDAL reads it: GeoJSON features in degrees.</summary>
internal sealed record DecodedTile(IReadOnlyList<JsonElement> Features)
{
    public static DecodedTile Empty { get; } = new([]);

    /// <summary><paramref name="address"/> is z/y/x, as in the tile's address on the server.</summary>
    public static async Task<DecodedTile> ReadAsync(byte[] bytes, string address, string layer)
    {
        var parts = address.Split('/');
        var folder = TestFolder.Create("tile");
        try
        {
            // GDAL takes the place of a tile from its path, which is z/x/y.
            var file = Path.Combine(folder, parts[0], parts[2], $"{parts[1]}.pbf");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, bytes);
            var json = await Gdal.RunAsync("ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:4326", "/vsistdout/", file, layer);
            return new DecodedTile([.. JsonDocument.Parse(json).RootElement.GetProperty("features").EnumerateArray()]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public IEnumerable<string?> Values(string property) => Features.Select(feature => feature.GetProperty("properties").GetProperty(property).ToString());
}
