using System.Net;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>Asks for tiles by z/y/x.</summary>
internal static class TileClient
{
    public static string Path(string layer, string address) => $"/ogc/collections/{layer}/tiles/WebMercatorQuad/{address}";

    public static string GeographicPath(string layer, string address) => $"/ogc/collections/{layer}/tiles/CGCS2000Quad/{address}";

    public static async Task<DecodedTile> GetTileAsync(this HttpClient client, string layer, string address)
    {
        using var answer = await client.GetAsync(Path(layer, address));
        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return DecodedTile.Empty;
        }

        answer.EnsureSuccessStatusCode();
        return await DecodedTile.ReadAsync(await answer.Content.ReadAsByteArrayAsync(), address, layer);
    }
}
