using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Tiles.Tests.Import;

/// <summary>The small world, with an administrator of everything who imports files into it.</summary>
public sealed class ImportSystem : TestSystem
{
    public HttpClient Anyone => Anonymous();

    protected override string Parts => "tiles";

    public async Task<HttpClient> AdministratorAsync(string area = "130000") => (await this.PersonAsync("administrator", area, null)).Program;

    /// <summary>Sends a file, whatever the answer.</summary>
    public static Task<HttpResponseMessage> SendAsync(HttpClient person, byte[] file, string name = "file") =>
        person.PostAsync(new Uri($"/api/layer-imports?name={Uri.EscapeDataString(name)}", UriKind.Relative), new ByteArrayContent(file));

    /// <summary>Sends a file that is taken.</summary>
    public static async Task<JsonElement> UploadAsync(HttpClient person, byte[] file, string name = "file")
    {
        using var answer = await SendAsync(person, file, name);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    public static async Task<JsonElement> PostAsync(HttpClient person, string path, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await person.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<JsonElement> PreviewAsync(HttpClient person, JsonElement import, object wish) => PostAsync(person, $"/api/layer-imports/{import.GetProperty("id").GetString()}/preview", wish);

    /// <summary>Imports, and waits until it is over.</summary>
    public static async Task<JsonElement> ImportAsync(HttpClient person, JsonElement import, object wish)
    {
        var path = $"/api/layer-imports/{import.GetProperty("id").GetString()}";
        await PostAsync(person, $"{path}/start", wish, HttpStatusCode.Accepted);
        JsonElement state = default;
        await Eventually.TrueAsync(
            async () =>
            {
                state = await person.GetFromJsonAsync<JsonElement>(path);
                return state.GetProperty("state").GetString() is not ("waiting" or "running");
            },
            "the import is over");
        return state;
    }

    /// <summary>Tests leave their files; those of one person are few all the same.</summary>
    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new ImportLimits { MostOfAll = 1_000 });
    }

    protected override Task ArrangeAsync() => SmallWorld.FillAsync(Store);
}
