using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Demo.Seeding;

namespace Gis.Demo.Review;

/// <summary>One of the demo's people, signed in as in a browser.</summary>
internal sealed class DeskSession : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;

    private DeskSession(HttpClient http, string displayName) => (_http, DisplayName) = (http, displayName);

    public long AccountId { get; private set; }

    public string DisplayName { get; }

    public static async Task<DeskSession> OpenAsync(Uri server, DemoAccount account, CancellationToken cancellationToken)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server };
        http.DefaultRequestHeaders.Add("Origin", server.GetLeftPart(UriPartial.Authority));
        http.DefaultRequestHeaders.Add("X-Gis", "1");
        var session = new DeskSession(http, account.DisplayName);
        using var answer = await http.PostAsJsonAsync("api/session", new { name = account.Name, password = account.Password }, cancellationToken);
        session.AccountId = (await TakeAsync<Me>(answer, $"signing {account.Name} in", cancellationToken)).Account;
        return session;
    }

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(path, cancellationToken);
        return await TakeAsync<T>(answer, path, cancellationToken);
    }

    /// <returns>What was answered; or, where the state of things stands against it, the sentence that says so.</returns>
    public async Task<(T? Said, DeskRefusal? Refused)> PostAsync<T>(string path, object body, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await _http.PostAsJsonAsync(path, body, Json, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Conflict
            ? (null, (await answer.Content.ReadFromJsonAsync<DeskRefusal>(Json, cancellationToken))!)
            : (await TakeAsync<T>(answer, path, cancellationToken), null);
    }

    /// <summary>Sends a photograph with what a phone would record of it.</summary>
    public async Task SendAsync(string path, byte[] jpeg, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(jpeg);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var answer = await _http.PostAsync(path, body, cancellationToken);
        await TakeAsync<JsonElement>(answer, path, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        using var answer = await _http.DeleteAsync("api/session");
        _http.Dispose();
    }

    private static async Task<T> TakeAsync<T>(HttpResponseMessage answer, string what, CancellationToken cancellationToken) => answer.IsSuccessStatusCode
        ? (await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!
        : throw new DemoException($"The server refused {what} with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");

    private sealed record Me(long Account);
}
