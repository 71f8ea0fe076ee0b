using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Gis.Tiles.Tests.Writing;

/// <summary>Changes features as a program does.</summary>
internal static class WriterClient
{
    public const string GeoJson = "application/geo+json";
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>A small square parcel whose south-west corner is here, longitude and latitude in degrees.</summary>
    public static string Parcel(double lon, double lat, string area, string code = "new") => FormattableString.Invariant(
        $$$"""
        {"type":"Feature","properties":{"code":"{{{code}}}","area_code":"{{{area}}}","min_zoom":10,"use":"school"},
         "geometry":{"type":"Polygon","coordinates":[[[{{{lon}}},{{{lat}}}],[{{{lon + 0.001}}},{{{lat}}}],[{{{lon + 0.001}}},{{{lat + 0.001}}}],[{{{lon}}},{{{lat + 0.001}}}],[{{{lon}}},{{{lat}}}]]]}}
        """);

    public static async Task<HttpResponseMessage> WriteAsync(
        this HttpClient client, string method, string path, string? body = null, string? type = null, string? ifMatch = null, string? contentCrs = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        }

        foreach (var (name, value) in new[] { ("If-Match", ifMatch), ("Content-Crs", contentCrs) }.Where(header => header.Item2 is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Changes parts of a feature, whatever state it is in.</summary>
    public static Task<HttpResponseMessage> PatchAsync(this HttpClient client, string path, string patch) => client.WriteAsync("PATCH", path, patch, MergePatch, "*");

    public static async Task<string> TagAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.ETag!.ToString();
    }

    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

    public static string? Code(this JsonElement feature) => feature.GetProperty("properties").GetProperty("code").GetString();
}
