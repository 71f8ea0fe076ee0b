using System.Net;
using System.Reflection;
using Gis.Server.Live;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Server.Tests.Access;

/// <summary>Every route × every role × inside and outside the area, on the real application.</summary>
public sealed class EveryRoute_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    public static TheoryData<string> Routes => [.. RouteTable.Rows.Select(row => row.Route)];

    [Fact]
    public void No_route_is_missing_from_the_table()
    {
        var missing = Mapped().Except(RouteTable.Rows.Select(row => row.Route));

        Assert.Empty(missing);
    }

    [Fact]
    public void No_method_of_the_live_hub_is_missing_from_the_tests()
    {
        var methods = typeof(LiveHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName)
            .Select(method => method.Name);

        Assert.Equal(["Follow", "Snapshot"], methods.Order(StringComparer.Ordinal));   // Follow_Tests asks both across areas
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Door_lets_in_whom_the_table_names_and_nobody_else(string route)
    {
        var row = RouteTable.Rows.Single(known => known.Route == route);
        Assert.Contains(route, Mapped());   // a row whose route is gone tests nothing

        foreach (var role in (string?[])[null, .. Who.Roles])
        {
            foreach (var loopback in (bool[])[true, false])
            {
                var address = await new Somewhere(system.Store).FillAsync(row.Ask, StoreSeed.ChangAn);
                using var answer = await (await ClientAsync(role, loopback)).SendAsync(row.Method, address, BodyOf(row));
                var let = Who.Lets(row.Who, role, loopback);
                var told = $"{role ?? "nobody"}{(loopback ? "" : " from elsewhere")}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
                if (!let)
                {
                    Assert.True(answer.StatusCode == (role is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden), told);
                }
                else if (row.Who != Who.Anyone)
                {
                    Assert.True(answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), told);
                    Assert.True(!row.IsOfOne || !row.InsideAnswers || answer.StatusCode != HttpStatusCode.NotFound, told);
                }

                Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, told);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_lies_outside_the_area_is_as_if_it_did_not_exist(string route)
    {
        var row = RouteTable.Rows.Single(known => known.Route == route);
        Assert.Contains(route, Mapped());
        if (!row.IsOfOne)
        {
            return;
        }

        var somewhere = new Somewhere(system.Store);
        foreach (var role in Who.Roles.Where(role => Who.Lets(row.Who, role, loopback: true)))
        {
            var client = await ClientAsync(role, loopback: true);
            var outside = await client.StatusAsync(row.Method, await somewhere.FillAsync(row.Ask, "130202"), BodyOf(row));
            var absent = await client.StatusAsync(row.Method, await somewhere.FillAsync(row.Ask, area: null), BodyOf(row));

            Assert.Equal((role, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (role, outside, absent));
        }
    }

    private static object? BodyOf(RouteRow row) => row.Method == "POST" ? row.Body ?? new { } : row.Body;

    private async Task<HttpClient> ClientAsync(string? role, bool loopback)
    {
        var client = role is null ? system.Anonymous() : (await system.PersonAsync(role, StoreSeed.Shijiazhuang)).Program;
        if (!loopback)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        }

        return client;
    }

    private HashSet<string> Mapped() =>
    [
        .. system.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}")),
    ];
}
