using System.Net;
using System.Text.Json;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>Asks SensorThings as its clients do.</summary>
internal static class StaClient
{
    public const string Root = "/sta/v1.1";

    public static async Task<JsonElement> StaAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path.StartsWith("http", StringComparison.Ordinal) ? path : $"{Root}/{path}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} for {path}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static async Task<HttpStatusCode> StaStatusAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync($"{Root}/{path}");
        return answer.StatusCode;
    }

    /// <summary>With $filter, written as it is.</summary>
    public static Task<JsonElement> WhereAsync(this HttpClient client, string set, string filter, string more = "") =>
        client.StaAsync($"{set}?$filter={Uri.EscapeDataString(filter)}{more}");

    public static List<string> Ids(this JsonElement page) => [.. page.GetProperty("value").EnumerateArray().Select(entity => entity.GetProperty("@iot.id").ToString())];

    public static string? NextLink(this JsonElement page) => page.TryGetProperty("@iot.nextLink", out var link) ? link.GetString() : null;

    /// <summary>All ids of a set, by every next link.</summary>
    public static async Task<List<string>> WalkAsync(this HttpClient client, string path)
    {
        var ids = new List<string>();
        for (var next = path; next is not null;)
        {
            var page = await client.StaAsync(next);
            ids.AddRange(page.Ids());
            next = page.NextLink();
        }

        return ids;
    }

    public static IEnumerable<string> Members(this JsonElement entity) => entity.EnumerateObject().Select(member => member.Name);

    private static void Assert(bool isTrue, string words) => Xunit.Assert.True(isTrue, words);
}
