using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Layers;

/// <summary>Asking for a layer, the answer, the use, and the end of it, through the whole server.</summary>
public sealed class AccessRequests_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private const string Items = "ogc/collections/noise_stations/items";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static object Wish(string area = StoreSeed.ChangAn, string layer = "noise_stations", int days = 30) => new { layer, areaCode = area, reason = "to plan", days };

    /// <summary>Somebody of another department who sees nothing of the layer.</summary>
    private Task<TestPerson> DepartmentAsync() => system.PersonAsync("guest", StoreSeed.Shijiazhuang, ["something_else"]);

    private Task<int> FindableAsync(string? owner = null) =>
        system.Store.ExecuteAsync("UPDATE layer_record SET findable = true, owner_account = $1::text WHERE layer = 'noise_stations'", (object?)owner ?? DBNull.Value);

    private static async Task<long> AskAsync(TestPerson person, object? wish = null) =>
        (await person.Program.JsonAsync("POST", "api/layer-requests", wish ?? Wish())).GetProperty("id").GetInt64();

    private static async Task<JsonElement?> FindAsync(TestPerson person, long id) =>
        (await person.Program.JsonAsync("GET", "api/layer-requests?limit=5000")).GetProperty("items").EnumerateArray().Cast<JsonElement?>().FirstOrDefault(row => row!.Value.GetProperty("id").GetInt64() == id);

    private Task<long> AuditedAsync(string action, long id) =>
        system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = $1 AND entity = 'layer_request' AND entity_id = $2", action, $"{id}");

    [Fact]
    public async Task Layer_is_asked_for_granted_read_with_its_use_on_record_and_revoked()
    {
        await FindableAsync();
        await system.Store.ExecuteAsync("UPDATE layer SET published = false");
        await system.Store.AddThingAsync("the inner station", StoreSeed.ChangAn, "noise_station");
        await system.Store.AddThingAsync("the outer station", StoreSeed.Tangshan, "noise_station");
        var department = await DepartmentAsync();
        var administrator = await system.PersonAsync("administrator", "130000");
        Assert.Equal(HttpStatusCode.NotFound, await department.Program.StatusAsync("GET", Items));

        var id = await AskAsync(department);
        Assert.Equal(HttpStatusCode.NotFound, await department.Program.StatusAsync("GET", Items));
        var granted = await administrator.Program.JsonAsync("POST", $"api/layer-requests/{id}/grant", new { days = 10, text = "for ten days" });
        await Eventually.TrueAsync(async () => await department.Program.StatusAsync("GET", Items) == HttpStatusCode.OK, "the grant holds", Soon);
        var read = (await department.Program.JsonAsync("GET", Items)).GetRawText();

        Assert.Equal(("granted", "for ten days"), (granted.GetProperty("state").GetString(), granted.GetProperty("text").GetString()));
        Assert.Contains("the inner station", read, StringComparison.Ordinal);
        Assert.DoesNotContain("the outer station", read, StringComparison.Ordinal);
        Assert.Equal(10, (granted.GetProperty("validTo").GetDateTimeOffset() - granted.GetProperty("decidedAt").GetDateTimeOffset()).TotalDays, 0.01);
        await Eventually.TrueAsync(
            async () => (await administrator.Program.JsonAsync("GET", "api/layers/noise_stations/usage")).GetProperty("accounts").EnumerateArray().Any(use => use.GetProperty("name").GetString() == department.Name),
            "the use is on record", Soon);

        var revoked = await administrator.Program.JsonAsync("POST", $"api/layer-requests/{id}/revoke", new { text = "the plan is done" });
        await Eventually.TrueAsync(async () => await department.Program.StatusAsync("GET", Items) == HttpStatusCode.NotFound, "the grant is gone", Soon);

        Assert.Equal("revoked", revoked.GetProperty("state").GetString());
        Assert.DoesNotContain("noise_stations", (await department.Program.JsonAsync("GET", "ogc/collections/records/items")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), (await AuditedAsync("layer-request.ask", id), await AuditedAsync("layer-request.granted", id), await AuditedAsync("layer-request.revoked", id)));
    }

    [Fact]
    public async Task Layer_whose_owner_does_not_let_it_be_found_is_as_if_it_did_not_exist()
    {
        var department = await DepartmentAsync();
        await FindableAsync();

        var (hidden, absent) = (await department.Program.StatusAsync("POST", "api/layer-requests", Wish(layer: "cameras")), await department.Program.StatusAsync("POST", "api/layer-requests", Wish(layer: "nothing")));
        var findable = (await department.Program.JsonAsync("GET", "api/findable-layers")).GetProperty("items").EnumerateArray().Select(layer => layer.GetProperty("layer").GetString()).ToList();

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden, absent));
        Assert.Contains("noise_stations", findable);
        Assert.DoesNotContain("cameras", findable);
    }

    [Fact]
    public async Task Owner_of_the_layer_decides_wherever_it_is_asked_for()
    {
        var owner = await system.PersonAsync("guest", StoreSeed.Shijiazhuang, ["something_else"]);
        await FindableAsync(owner.Name);
        var department = await DepartmentAsync();
        var id = await AskAsync(department, Wish(StoreSeed.Tangshan));

        Assert.True((await FindAsync(owner, id))!.Value.GetProperty("mayDecide").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, await owner.Program.StatusAsync("POST", $"api/layer-requests/{id}/grant", new { }));
        await Eventually.TrueAsync(async () => await department.Program.StatusAsync("GET", Items) == HttpStatusCode.OK, "the grant holds", Soon);
    }

    [Fact]
    public async Task Refusal_tells_its_reason_to_whoever_asked_and_gives_nothing()
    {
        await FindableAsync();
        var department = await DepartmentAsync();
        var administrator = await system.PersonAsync("administrator", StoreSeed.Shijiazhuang);
        var id = await AskAsync(department);

        await administrator.Program.JsonAsync("POST", $"api/layer-requests/{id}/refuse", new { text = "ask the city" });

        var own = (await FindAsync(department, id))!.Value;
        Assert.Equal(("refused", "ask the city", false), (own.GetProperty("state").GetString(), own.GetProperty("text").GetString(), own.GetProperty("mayDecide").GetBoolean()));
        Assert.Equal(0, await system.Store.ScalarAsync<long>("SELECT count(*) FROM account_grant WHERE account_id = $1 AND layers = ARRAY['noise_stations']", department.Account));
        Assert.Equal((HttpStatusCode.Conflict, "access-decided"), await administrator.Program.ProblemAsync("POST", $"api/layer-requests/{id}/grant", new { }));
    }

    [Fact]
    public async Task Request_exists_for_whoever_asked_and_whoever_decides_alone()
    {
        await FindableAsync();
        var department = await DepartmentAsync();
        var id = await AskAsync(department);
        foreach (var stranger in (TestPerson[])[
            await DepartmentAsync(), await system.PersonAsync("officer", "130000"), await system.PersonAsync("administrator", StoreSeed.Tangshan)])
        {
            Assert.Null(await FindAsync(stranger, id));
            Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("POST", $"api/layer-requests/{id}/grant", new { }));
            Assert.Equal(HttpStatusCode.NotFound, await stranger.Program.StatusAsync("POST", $"api/layer-requests/{id}/withdraw"));
        }

        Assert.Equal(HttpStatusCode.NotFound, await department.Program.StatusAsync("POST", $"api/layer-requests/{id}/grant", new { }));
    }

    [Fact]
    public async Task Withdrawn_request_can_be_made_again()
    {
        await FindableAsync();
        var department = await DepartmentAsync();
        var id = await AskAsync(department);
        Assert.Equal((HttpStatusCode.Conflict, "access-already-asked"), await department.Program.ProblemAsync("POST", "api/layer-requests", Wish()));

        Assert.Equal(HttpStatusCode.OK, await department.Program.StatusAsync("POST", $"api/layer-requests/{id}/withdraw"));

        Assert.NotEqual(id, await AskAsync(department));
    }

    [Fact]
    public async Task Ended_grant_shows_as_such_and_reads_nothing()
    {
        await FindableAsync();
        await system.Store.ExecuteAsync("UPDATE layer SET published = false");
        var department = await DepartmentAsync();
        var administrator = await system.PersonAsync("administrator", "130000");
        var id = await AskAsync(department);
        await administrator.Program.JsonAsync("POST", $"api/layer-requests/{id}/grant", new { });

        await system.Store.ExecuteAsync("UPDATE account_grant SET valid_to = now() WHERE account_id = $1 AND layers = ARRAY['noise_stations']", department.Account);

        await Eventually.TrueAsync(async () => await department.Program.StatusAsync("GET", Items) == HttpStatusCode.NotFound, "the term is over", Soon);
        Assert.Equal("ended", (await FindAsync(department, id))!.Value.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Bad_wish_is_refused_with_what_is_accepted()
    {
        await FindableAsync();
        var department = await DepartmentAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await department.Program.ProblemAsync("POST", "api/layer-requests", Wish(area: "999999")));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await department.Program.ProblemAsync("POST", "api/layer-requests", Wish(days: 0)));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await department.Program.ProblemAsync("GET", "api/layer-requests?state=perhaps"));
    }
}
