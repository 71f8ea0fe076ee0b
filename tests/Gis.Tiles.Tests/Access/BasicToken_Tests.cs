using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Gis.Tiles.Tests.Access;

/// <summary>A token as the password of Basic, as desktop programs send it.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class BasicToken_Tests(TilesSystem system)
{
    [Theory]
    [InlineData("GET", HttpStatusCode.OK)]
    [InlineData("DELETE", HttpStatusCode.Forbidden)]
    public async Task Bearer_reads_and_is_known_when_it_writes(string method, HttpStatusCode expected)
    {
        using var answer = await AskAsync(method, new AuthenticationHeaderValue("Bearer", await TokenAsync()));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("anybody")]
    public async Task Token_reads_under_any_name(string name)
    {
        using var answer = await AskAsync("GET", Basic($"{name}:{await TokenAsync()}"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Token_does_not_write()
    {
        using var answer = await AskAsync("DELETE", Basic($"x:{await TokenAsync()}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("no base64 at all")]
    [InlineData("bm9jb2xvbg==")]
    [InlineData("Og==")]
    [InlineData("gICAgIA6gICA")]
    public async Task What_is_no_token_sees_what_anyone_sees(string credentials)
    {
        using var answer = await AskAsync("GET", new AuthenticationHeaderValue("Basic", credentials));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static AuthenticationHeaderValue Basic(string credentials) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

    private async Task<HttpResponseMessage> AskAsync(string method, AuthenticationHeaderValue authorization)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/ogc/collections/parcels/items/1") { Headers = { Authorization = authorization } };
        return await system.Anyone.SendAsync(request);
    }

    private async Task<string> TokenAsync() => (await system.WithAsync("guest|130100|parcels")).DefaultRequestHeaders.Authorization!.Parameter!;
}
