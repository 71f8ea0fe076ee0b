using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Demo.Land.Ground;
using Gis.Demo.Seeding;

namespace Gis.Demo.Land;

/// <summary>Hands the batches of change patches in, as the province's officer would: by HTTP, through the door that every batch takes.</summary>
internal sealed class IssueCommand(DemoSettings settings, Uri server)
{
    private const string Officer = "officer";

    public async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        var accounts = JsonSerializer.Deserialize<List<DemoAccount>>(await File.ReadAllTextAsync(settings.AccountsFile, cancellationToken), PrivateFile.Json)!;
        var officer = accounts.Find(account => account.Name == Officer) ?? throw new DemoException($"{settings.AccountsFile} names no account {Officer}.");
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var http = new HttpClient(handler) { BaseAddress = server };
        http.DefaultRequestHeaders.Add("Origin", server.GetLeftPart(UriPartial.Authority));
        http.DefaultRequestHeaders.Add("X-Gis", "1");
        await RequireAsync(await http.PostAsJsonAsync("api/session", new { name = officer.Name, password = officer.Password }, cancellationToken), "signing in", cancellationToken);
        foreach (var window in LandWindow.All)
        {
            var file = $"{window.Key}-2026-10.gpkg";
            using var body = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(folder, "patches", file), cancellationToken));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            var answer = await http.PostAsync($"api/patch-batches?code=2026-10&area={window.County}&kind=issued&origin=demo&name={file}", body, cancellationToken);
            Console.WriteLine($"{file}: {await RequireAsync(answer, $"handing in {file}", cancellationToken)}");
        }

        await http.DeleteAsync("api/session", cancellationToken);
    }

    private static async Task<string> RequireAsync(HttpResponseMessage answer, string what, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? text : throw new DemoException($"The server refused {what} with {(int)answer.StatusCode}: {text}");
    }
}
