using System.Net;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Access;

/// <summary>Other sites cannot act through a signed-in browser.</summary>
public sealed class BrowserGuard_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Change_from_a_foreign_page_is_refused(string origin)
    {
        var person = await system.PersonAsync("inspector", "130000");
        person.Browser.DefaultRequestHeaders.Remove("Origin");
        person.Browser.DefaultRequestHeaders.TryAddWithoutValidation("Origin", origin);

        Assert.Equal((HttpStatusCode.Forbidden, "origin-refused"), await person.Browser.ProblemAsync("DELETE", "api/session"));
        Assert.Equal(HttpStatusCode.OK, await person.Program.StatusAsync("GET", "api/me"));
    }

    [Fact]
    public async Task Change_by_cookie_without_an_origin_is_refused()
    {
        var person = await system.PersonAsync("inspector", "130000");
        person.Browser.DefaultRequestHeaders.Remove("Origin");

        Assert.Equal((HttpStatusCode.Forbidden, "origin-refused"), await person.Browser.ProblemAsync("DELETE", "api/session"));
    }

    [Fact]
    public async Task Change_by_cookie_needs_the_header_that_a_foreign_form_cannot_send()
    {
        var person = await system.PersonAsync("inspector", "130000");
        person.Browser.DefaultRequestHeaders.Remove("X-Gis");

        Assert.Equal((HttpStatusCode.Forbidden, "header-missing"), await person.Browser.ProblemAsync("DELETE", "api/session"));
    }

    [Fact]
    public async Task Foreign_page_cannot_sign_a_visitor_in()
    {
        var foreign = system.Anonymous();
        foreign.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, await foreign.StatusAsync("POST", "api/session", new { name = "a", password = "b" }));
    }

    [Fact]
    public async Task Foreign_page_cannot_open_the_hub()
    {
        var person = await system.PersonAsync("inspector", "130000");
        var headers = new Dictionary<string, string>(person.HubHeaders) { ["Origin"] = "https://evil.example" };

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => HubClient.ConnectAsync(system.Address, headers));
    }

    [Fact]
    public async Task Program_with_a_token_needs_neither()
    {
        var person = await system.PersonAsync("inspector", "130000");

        Assert.Equal(HttpStatusCode.NoContent, await person.Program.StatusAsync("DELETE", "api/session"));
    }
}
