using System.Net;
using System.Text.Json;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>Asks as the tests of the standards do, and looks at answers with their heads.</summary>
internal static class OgcClient
{
    public const string EpsgUri = "http://www.opengis.net/def/crs/EPSG/0/";
    public const string Crs84Uri = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>The status of a page of items, and the parameter that is at fault where it is refused.</summary>
    public static async Task<(HttpStatusCode Status, string? Parameter)> RefusalAsync(this HttpClient client, string layer, string query)
    {
        using var answer = await client.GetAsync($"/ogc/collections/{layer}/items{query}");
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, document.RootElement.TryGetProperty("parameter", out var parameter) ? parameter.GetString() : null);
    }

    public static async Task<string?> ContentCrsAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return string.Join(',', answer.Headers.GetValues("Content-Crs"));
    }

    /// <summary>The first position of the first feature's geometry, as it is written.</summary>
    public static string FirstPosition(this JsonElement page)
    {
        var feature = page.TryGetProperty("features", out var features) ? features[0] : page;
        var coordinates = feature.GetProperty("geometry").GetProperty("coordinates");
        while (coordinates[0].ValueKind == JsonValueKind.Array)
        {
            coordinates = coordinates[0];
        }

        return string.Join(',', coordinates.EnumerateArray().Select(number => number.GetRawText()));
    }
}
