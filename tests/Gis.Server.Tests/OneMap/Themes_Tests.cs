using System.Net;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.OneMap;

/// <summary>Which layer carries which theme.</summary>
public sealed class Themes_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    [Fact]
    public async Task Themes_are_listed_in_their_order()
    {
        var themes = (await (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program.JsonAsync("GET", "api/land/themes")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal("land_use", themes[0].GetProperty("theme").GetString());
        Assert.Equal("DLBM", themes[0].GetProperty("fields").GetProperty("class").GetString());
    }

    [Fact]
    public async Task Administrator_of_all_sets_a_theme_and_the_trail_knows()
    {
        var administrator = await system.PersonAsync("administrator", "130000");

        var set = await administrator.Program.JsonAsync("PUT", "api/land/themes/geology", new { layer = "dzzh", fields = new { number = "BH", valid_to = "ZZRQ" } });

        Assert.Equal(("dzzh", "BH"), (set.GetProperty("layer").GetString(), set.GetProperty("fields").GetProperty("number").GetString()));
        Assert.Equal("""{"number": "BH", "valid_to": "ZZRQ"}""", await system.Store.ScalarAsync<string>("SELECT fields::text FROM land_theme WHERE theme = 'geology' AND layer = 'dzzh'"));
        Assert.Equal(1, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'land-theme.set' AND entity_id = 'geology' AND account_id = $1", administrator.Account));
    }

    [Fact]
    public async Task What_cannot_be_set_is_refused_and_an_unknown_theme_is_absent()
    {
        var administrator = (await system.PersonAsync("administrator", "130000")).Program;
        foreach (var wish in new object[]
        {
            new { }, new { layer = "Parcels", fields = new { } }, new { layer = "parcels" }, new { layer = "parcels", fields = new { colour = "c" } },
            new { layer = "parcels", fields = new { number = "" } }, new { layer = "parcels", fields = new { number = "a\0b" } }, new { layer = "parcels\n", fields = new { } },
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await administrator.StatusAsync("PUT", "api/land/themes/supply", wish));
        }

        Assert.Equal(HttpStatusCode.NotFound, await administrator.StatusAsync("PUT", "api/land/themes/moon", new { layer = "moon", fields = new { } }));
    }

    [Fact]
    public async Task Administrator_of_a_part_sets_nothing_that_holds_for_all() =>
        Assert.Equal(HttpStatusCode.NotFound, await (await system.PersonAsync("administrator", StoreSeed.Shijiazhuang)).Program.StatusAsync("PUT", "api/land/themes/supply", new { layer = "other", fields = new { } }));
}
