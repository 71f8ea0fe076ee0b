using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Layers;

/// <summary>Granting a layer to an account that did not ask, seeing to whom it is granted, and ending it.</summary>
public sealed class LayerGrants_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private const string Layer = "noise_stations";
    private const string Items = "ogc/collections/noise_stations/items";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static object Wish(string account, string area = StoreSeed.ChangAn, int days = 30, string layer = Layer) => new { layer, account, areaCode = area, days };

    private Task<TestPerson> DepartmentAsync() => system.PersonAsync("guest", StoreSeed.Shijiazhuang, ["something_else"]);

    private static async Task<List<JsonElement>> ListAsync(TestPerson person, string layer = Layer) =>
        [.. (await person.Program.JsonAsync("GET", $"api/layer-grants?layer={layer}")).GetProperty("items").EnumerateArray()];

    [Fact]
    public async Task Layer_is_granted_to_an_account_for_a_term_shown_with_who_gave_it_and_ended()
    {
        await system.Store.ExecuteAsync("UPDATE layer SET published = false");
        var department = await DepartmentAsync();
        var administrator = await system.PersonAsync("administrator", "130000");
        Assert.Equal(HttpStatusCode.NotFound, await department.Program.StatusAsync("GET", Items));

        var id = (await administrator.Program.JsonAsync("POST", "api/layer-grants", Wish(department.Name, days: 10))).GetProperty("id").GetInt64();
        await Eventually.TrueAsync(async () => await department.Program.StatusAsync("GET", Items) == HttpStatusCode.OK, "the grant holds", Soon);
        var listed = (await ListAsync(administrator)).Single(grant => grant.GetProperty("id").GetInt64() == id);

        Assert.Equal((department.Name, StoreSeed.ChangAn, administrator.Name), (listed.GetProperty("name").GetString(), listed.GetProperty("areaCode").GetString(), listed.GetProperty("grantedBy").GetString()));
        Assert.Equal(10, (listed.GetProperty("validTo").GetDateTimeOffset() - listed.GetProperty("validFrom").GetDateTimeOffset()).TotalDays, 0.01);
        Assert.True(listed.GetProperty("mayRevoke").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, await administrator.Program.StatusAsync("POST", $"api/layer-grants/{id}/revoke", new { layer = Layer, text = "done" }));
        await Eventually.TrueAsync(async () => await department.Program.StatusAsync("GET", Items) == HttpStatusCode.NotFound, "the grant is gone", Soon);

        Assert.DoesNotContain(await ListAsync(administrator), grant => grant.GetProperty("id").GetInt64() == id);
        Assert.Equal(HttpStatusCode.NotFound, await administrator.Program.StatusAsync("POST", $"api/layer-grants/{id}/revoke", new { layer = Layer, text = "again" }));
        Assert.Equal(2, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action IN ('layer-grant.give', 'layer-grant.revoke') AND entity_id = $1", $"{department.Account}"));
    }

    [Fact]
    public async Task Grant_that_answers_a_request_ends_the_request_too()
    {
        await system.Store.ExecuteAsync("UPDATE layer_record SET findable = true WHERE layer = $1", Layer);
        var department = await DepartmentAsync();
        var administrator = await system.PersonAsync("administrator", "130000");
        var request = (await department.Program.JsonAsync("POST", "api/layer-requests", new { layer = Layer, areaCode = StoreSeed.ChangAn, reason = "to plan", days = 30 })).GetProperty("id").GetInt64();
        await administrator.Program.JsonAsync("POST", $"api/layer-requests/{request}/grant", new { });
        var grant = (await ListAsync(administrator)).Single(one => one.GetProperty("name").GetString() == department.Name).GetProperty("id").GetInt64();

        await administrator.Program.StatusAsync("POST", $"api/layer-grants/{grant}/revoke", new { layer = Layer, text = "the plan is done" });
        var requests = (await department.Program.JsonAsync("GET", "api/layer-requests")).GetProperty("items").EnumerateArray();

        Assert.Equal("revoked", requests.Single(one => one.GetProperty("id").GetInt64() == request).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Each_grants_and_sees_only_where_he_may()
    {
        var owner = await system.PersonAsync("guest", StoreSeed.Shijiazhuang, ["cameras"]);
        await system.Store.ExecuteAsync("UPDATE layer_record SET owner_account = $1 WHERE layer = 'cameras'", owner.Name);
        var administrator = await system.PersonAsync("administrator", StoreSeed.Shijiazhuang);
        var everything = await system.PersonAsync("administrator", "130000");
        var elsewhere = await system.PersonAsync("administrator", StoreSeed.Tangshan);
        var officer = await system.PersonAsync("officer", "130000");
        var department = await DepartmentAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await administrator.Program.StatusAsync("POST", "api/layer-grants", Wish(department.Name, StoreSeed.Tangshan, layer: "cameras")));
        Assert.Equal(HttpStatusCode.BadRequest, await owner.Program.StatusAsync("POST", "api/layer-grants", Wish(department.Name, StoreSeed.Tangshan, layer: "cameras")));
        Assert.Equal(HttpStatusCode.Created, await owner.Program.StatusAsync("POST", "api/layer-grants", Wish(department.Name, layer: "cameras")));
        Assert.Equal(HttpStatusCode.Created, await everything.Program.StatusAsync("POST", "api/layer-grants", Wish(department.Name, StoreSeed.Tangshan, layer: "cameras")));
        Assert.Equal(1, (await ListAsync(administrator, "cameras")).Count(grant => grant.GetProperty("name").GetString() == department.Name));
        Assert.Equal(2, (await ListAsync(owner, "cameras")).Count(grant => grant.GetProperty("name").GetString() == department.Name));
        var theirs = (await ListAsync(owner, "cameras")).Single(grant => grant.GetProperty("areaCode").GetString() == StoreSeed.ChangAn).GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.NotFound, await elsewhere.Program.StatusAsync("POST", $"api/layer-grants/{theirs}/revoke", new { layer = "cameras", text = "mine" }));
        foreach (var layer in (string[])["cameras", "nothing"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await officer.Program.StatusAsync("GET", $"api/layer-grants?layer={layer}"));
            Assert.Equal(HttpStatusCode.NotFound, await officer.Program.StatusAsync("POST", "api/layer-grants", Wish(department.Name, layer: layer)));
        }

        Assert.Equal(HttpStatusCode.NotFound, await owner.Program.StatusAsync("GET", "api/layer-grants?layer=units"));
    }

    [Theory]
    [InlineData("nobody-at-all", StoreSeed.ChangAn, 30)]
    [InlineData(null, "999999", 30)]
    [InlineData(null, StoreSeed.ChangAn, 0)]
    [InlineData(null, StoreSeed.ChangAn, 1827)]
    public async Task Grant_that_cannot_be_is_refused(string? account, string area, int days)
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var department = await DepartmentAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await administrator.Program.StatusAsync("POST", "api/layer-grants", Wish(account ?? department.Name, area, days)));
    }

    [Fact]
    public async Task Nobody_grants_to_himself_or_twice_and_a_grant_of_several_layers_is_not_ended_by_one()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var department = await DepartmentAsync();
        var several = await system.PersonAsync("guest", StoreSeed.ChangAn, [Layer, "cameras"]);

        await administrator.Program.JsonAsync("POST", "api/layer-grants", Wish(department.Name));
        var grant = (await ListAsync(administrator)).Single(one => one.GetProperty("name").GetString() == several.Name);

        Assert.Equal(HttpStatusCode.Conflict, await administrator.Program.StatusAsync("POST", "api/layer-grants", Wish(department.Name)));
        Assert.Equal(HttpStatusCode.Conflict, await administrator.Program.StatusAsync("POST", "api/layer-grants", Wish(administrator.Name)));
        Assert.False(grant.GetProperty("mayRevoke").GetBoolean());
        Assert.Equal(
            HttpStatusCode.Conflict, await administrator.Program.StatusAsync("POST", $"api/layer-grants/{grant.GetProperty("id").GetInt64()}/revoke", new { layer = Layer, text = "no" }));
    }
}
