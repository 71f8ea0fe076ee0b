using System.Text.Json;

namespace Gis.Tiles.Tests.Features;

/// <summary>Asks for JSON documents and pages of features.</summary>
internal static class ItemsClient
{
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static Task<JsonElement> GetItemsAsync(this HttpClient client, string layer, string query = "") =>
        client.GetJsonAsync($"/ogc/collections/{layer}/items{query}");

    public static List<long> Ids(this JsonElement page) => [.. page.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64())];

    public static string? Link(this JsonElement document, string rel) =>
        document.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == rel)
            .Select(link => link.GetProperty("href").GetString()).FirstOrDefault();
}
