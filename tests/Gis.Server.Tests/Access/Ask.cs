using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Gis.Server.Tests.Access;

/// <summary>Asks the server in one line and says plainly what came instead.</summary>
internal static class Ask
{
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> JsonAsync(this HttpClient client, string method, string path, object? body = null)
    {
        using var answer = await client.SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string method, string path, object? body = null)
    {
        using var answer = await client.SendAsync(method, path, body);
        return answer.StatusCode;
    }

    /// <summary>The problem's code, without its prefix.</summary>
    public static async Task<(HttpStatusCode Status, string Code)> ProblemAsync(this HttpClient client, string method, string path, object? body = null)
    {
        using var answer = await client.SendAsync(method, path, body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, problem.GetProperty("type").GetString()!["urn:gis:".Length..]);
    }
}
