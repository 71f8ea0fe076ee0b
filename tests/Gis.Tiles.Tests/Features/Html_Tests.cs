using Xunit;

namespace Gis.Tiles.Tests.Features;

/// <summary>Pages show what others wrote, and none of it is ever more than text.</summary>
public sealed class Html_Tests(PagingSystem system) : IClassFixture<PagingSystem>
{
    [Theory]
    [InlineData("/ogc/collections?f=html")]
    [InlineData("/ogc/collections/nasty?f=html")]
    [InlineData("/ogc/collections/nasty/queryables?f=html")]
    [InlineData("/ogc/collections/nasty/items?f=html")]
    [InlineData("/ogc/collections/nasty/items/1?f=html")]
    [InlineData("/ogc/api?f=html")]
    public async Task Names_and_values_with_tags_are_shown_as_text(string path)
    {
        var page = await system.Anyone.GetStringAsync(path);

        Assert.Contains("&lt;img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:alert(1)\"", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Address_comes_back_as_text()
    {
        var page = await system.Anyone.GetStringAsync("/ogc/collections/nasty/items?f=html&filter=code%3D'\"><img>'&limit=1");

        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("/ogc/collections/nasty/items?f=html&amp;filter=", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("application/geo+json, text/html;q=0.5", false)]
    [InlineData("application/json", false)]
    [InlineData("*/*", false)]
    public async Task Browser_gets_a_page_and_a_program_json(string accept, bool isPage)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc/collections/wells/items?limit=1");
        request.Headers.Accept.ParseAdd(accept);

        using var answer = await system.Anyone.SendAsync(request);

        Assert.Equal(isPage ? "text/html" : "application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
    }
}
