using System.Net;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Access;

/// <summary>Every layer of the catalogue × every role, through the whole server: published to all, or only where a grant reaches.</summary>
public sealed class Layers_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    /// <summary>Layers that a guest reads only when his grant names them.</summary>
    private static readonly string[] OwnUse = ["units", "incidents", "alarms", "cameras", "water_meters", "patches"];

    [Fact]
    public async Task Layer_that_is_not_published_does_not_exist_for_whom_no_grant_reaches()
    {
        await system.Store.ExecuteAsync("UPDATE layer SET published = false");
        foreach (var layer in await LayersAsync())
        {
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(system.Anonymous(), layer));
            foreach (var role in Who.Roles)
            {
                var person = await system.PersonAsync(role, StoreSeed.Shijiazhuang);
                var expected = role == "guest" && OwnUse.Contains(layer) ? HttpStatusCode.NotFound : HttpStatusCode.OK;

                Assert.Equal((layer, role, expected), (layer, role, await AskAsync(person.Program, layer)));
            }

            var named = await system.PersonAsync("guest", StoreSeed.Shijiazhuang, [layer]);
            var other = await system.PersonAsync("guest", StoreSeed.Shijiazhuang, ["something_else"]);
            Assert.Equal((layer, HttpStatusCode.OK), (layer, await AskAsync(named.Program, layer)));
            Assert.Equal((layer, HttpStatusCode.NotFound), (layer, await AskAsync(other.Program, layer)));
        }
    }

    [Fact]
    public async Task Guest_reads_only_what_lies_in_his_area()
    {
        await system.Store.ExecuteAsync("UPDATE layer SET published = false");
        await system.Store.AddThingAsync("the inner outfall", StoreSeed.ChangAn);
        await system.Store.AddThingAsync("the outer outfall", StoreSeed.Tangshan);
        var guest = await system.PersonAsync("guest", StoreSeed.Shijiazhuang, ["outfalls"]);

        var items = (await guest.Program.JsonAsync("GET", "ogc/collections/outfalls/items?limit=1000")).GetRawText();

        Assert.Contains("the inner outfall", items, StringComparison.Ordinal);
        Assert.DoesNotContain("the outer outfall", items, StringComparison.Ordinal);
    }

    private async Task<string[]> LayersAsync() => (await system.Store.ScalarAsync<string[]>("SELECT array_agg(id) FROM layer"))!;

    private static Task<HttpStatusCode> AskAsync(HttpClient client, string layer) => client.StatusAsync("GET", $"ogc/collections/{layer}/items?limit=1");
}
