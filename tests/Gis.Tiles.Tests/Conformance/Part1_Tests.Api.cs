using System.Globalization;
using System.Net;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>The definition of the API (OpenAPI 3.0).</summary>
public sealed partial class Part1_Tests
{
    [Fact]
    public async Task Req_oas30_oas_definition_1()
    {
        var landing = await JsonAsync("/ogc");

        Assert.Equal("application/vnd.oai.openapi+json;version=3.0", Assert.Single(LinksOf(landing, "service-desc")).GetProperty("type").GetString());
        Assert.Equal("text/html", Assert.Single(LinksOf(landing, "service-doc")).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Req_oas30_oas_definition_2()
    {
        var api = await JsonAsync("/ogc/api");

        Assert.StartsWith("3.0.", api.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.All(Words("info servers paths components"), name => Assert.True(api.TryGetProperty(name, out _)));
        Assert.All(References(api), reference => Assert.True(Resolves(api, reference), reference));
        var ids = api.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    /// <summary>Each parameter of the items that the definition names is one that the server knows.</summary>
    [Fact]
    public async Task Req_oas30_oas_impl()
    {
        var api = await JsonAsync("/ogc/api");
        var parameters = api.GetProperty("components").GetProperty("parameters");
        var values = new Dictionary<string, string>
        {
            ["bbox"] = "114,38,115,39",
            ["bbox-crs"] = OgcClient.Crs84Uri,
            ["crs"] = OgcClient.Crs84Uri,
            ["filter-crs"] = OgcClient.Crs84Uri,
            ["datetime"] = "2026-11-22",
            ["limit"] = "5",
            ["after"] = "0",
            ["filter"] = "TRUE",
            ["filter-lang"] = "cql2-text",
            ["sortby"] = "code",
            ["properties"] = "code",
            ["f"] = "json",
            ["asOf"] = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        foreach (var given in api.GetProperty("paths").GetProperty("/collections/{collectionId}/items").GetProperty("get").GetProperty("parameters").EnumerateArray())
        {
            var parameter = parameters.GetProperty(given.GetProperty("$ref").GetString()!.Split('/')[^1]);
            var name = parameter.GetProperty("name").GetString()!;
            if (parameter.GetProperty("in").GetString() == "query" && name != "queryable")
            {
                Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Items}?{name}={Uri.EscapeDataString(values[name])}"));
            }
        }
    }

    /// <summary>Each operation tells what it answers with, and in which form.</summary>
    [Fact]
    public async Task Req_oas30_completeness()
    {
        foreach (var operation in (await JsonAsync("/ogc/api")).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            var success = operation.Value.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] == '2').ToList();
            Assert.NotEmpty(success);
            Assert.All(success, answer => Assert.True(answer.Value.TryGetProperty("$ref", out _) || answer.Value.GetProperty("description").GetString()!.Length > 0));
            Assert.True(operation.Name != "get" || success.Exists(answer => answer.Value.TryGetProperty("content", out _)), operation.Value.GetProperty("operationId").GetString());
        }
    }

    [Fact]
    public async Task Req_oas30_exceptions_codes()
    {
        foreach (var path in (await JsonAsync("/ogc/api")).GetProperty("paths").EnumerateObject())
        {
            var responses = path.Value.GetProperty("get").GetProperty("responses");
            string[] codes = path.Name.Contains('{', StringComparison.Ordinal) ? ["200", "400", "404", "default"] : ["200", "400", "default"];
            Assert.All(path.Name.Contains("/collections", StringComparison.Ordinal) ? [.. codes, "503"] : codes, code => Assert.True(responses.TryGetProperty(code, out _), $"{path.Name} {code}"));
        }
    }

    [Fact]
    public async Task Req_oas30_security()
    {
        var api = await JsonAsync("/ogc/api");

        Assert.Equal("bearer", api.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString());
        Assert.NotEmpty(api.GetProperty("security").EnumerateArray());
    }
}
