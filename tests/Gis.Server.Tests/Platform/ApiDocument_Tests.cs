using System.Text.Encodings.Web;
using System.Text.Json;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Platform;

/// <summary>The viewer's types are made from the committed OpenAPI document, so it must be the one that is served.</summary>
public sealed class ApiDocument_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    /// <summary>Set by `npm run api`: writes the document anew instead of comparing.</summary>
    private const string WriteVariable = "GIS_WRITE_API_DOCUMENT";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Committed = Repository.PathOf("Gis.Viewer", "src", "api", "openapi.json");

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        using var served = JsonDocument.Parse(await system.Anonymous().GetStringAsync("openapi/v1.json"));
        var text = JsonSerializer.Serialize(served, Readable) + "\n";
        if (Environment.GetEnvironmentVariable(WriteVariable) is not null)
        {
            await File.WriteAllTextAsync(Committed, text);
        }

        Assert.True(
            text == await File.ReadAllTextAsync(Committed),
            "The routes changed and Gis.Viewer/src/api/openapi.json did not. Run `npm run api` in Gis.Viewer and commit both files that it writes.");
    }
}
