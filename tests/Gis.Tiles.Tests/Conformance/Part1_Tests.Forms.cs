using System.Net;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>GeoJSON and HTML.</summary>
public sealed partial class Part1_Tests
{
    [Fact]
    public async Task Req_geojson_definition()
    {
        Assert.Equal("application/geo+json", (await system.Anyone.GetAsync(Items)).Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/geo+json", (await system.Anyone.GetAsync($"{Items}/1")).Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/json", (await system.Anyone.GetAsync("/ogc/collections")).Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Req_geojson_content()
    {
        var page = await JsonAsync(Items);
        var feature = await JsonAsync($"{Items}/2");

        Assert.Equal("FeatureCollection", page.GetProperty("type").GetString());
        Assert.All(page.GetProperty("features").EnumerateArray(), one => Assert.Equal("Feature", one.GetProperty("type").GetString()));
        Assert.Equal(("Feature", 2), (feature.GetProperty("type").GetString(), feature.GetProperty("id").GetInt64()));
        Assert.True(page.TryGetProperty("links", out _) && feature.TryGetProperty("links", out _));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Req_html_definition(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        Assert.Equal("text/html", (await system.Anyone.SendAsync(request)).Content.Headers.ContentType?.MediaType);
        Assert.Equal("text/html", (await system.Anyone.GetAsync($"{path}?f=html")).Content.Headers.ContentType?.MediaType);
        Assert.NotEqual("text/html", (await system.Anyone.GetAsync($"{path}?f=json")).Content.Headers.ContentType?.MediaType);
    }

    /// <summary>What the JSON says stands in the page, each link as an anchor, and nothing is fetched from elsewhere.</summary>
    [Theory]
    [InlineData("/ogc")]
    [InlineData("/ogc/conformance")]
    [InlineData("/ogc/collections")]
    [InlineData("/ogc/collections/districts")]
    [InlineData($"{Items}/1")]
    [InlineData(Items)]
    public async Task Req_html_content(string path)
    {
        var page = await system.Anyone.GetStringAsync($"{path}?f=html");
        var shown = WebUtility.HtmlDecode(page);
        var document = await JsonAsync(path);

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.All(Strings(document), text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.Equal(document.TryGetProperty("links", out var links) ? links.GetArrayLength() : 0, AnchorsInLists().Count(page) - (path == "/ogc/collections" ? InnerLinks(document) : 0));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
    }
}
