using System.Net;
using System.Net.Http.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Settings;

/// <summary>Who reads and who changes a layer is said by its owner and by administrators of everything.</summary>
public sealed class Settings_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string layer, bool published, string[] writers, int kept = 5) =>
        client.PutAsJsonAsync($"/api/layers/{layer}/settings", new { published, writers, editionsKept = kept });

    [Fact]
    public async Task Administrator_opens_a_layer_and_closes_it_with_an_audit_entry_each()
    {
        var administrator = await system.WithAsync("administrator|130000|");

        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(administrator, "air_stations", published: true, [])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync("/ogc/collections/air_stations")).StatusCode);
        Assert.True((await administrator.GetJsonAsync("/api/layers/air_stations/settings")).GetProperty("published").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(administrator, "air_stations", published: false, [])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await system.Anyone.GetAsync("/ogc/collections/air_stations")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(administrator, "air_stations", published: false, [])).StatusCode);

        Assert.Equal(2, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action IN ('layer.publish', 'layer.unpublish') AND entity_id = 'air_stations'"));
        Assert.Equal(2, await system.Store.ScalarAsync<long>("SELECT count(*) FROM live_event WHERE kind = 'layer' AND payload = '{\"layer\": \"air_stations\"}'"));
    }

    [Fact]
    public async Task Roles_that_write_and_editions_that_are_kept_are_set_for_stored_layers()
    {
        var administrator = await system.WithAsync("administrator|130000|");

        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(administrator, "parcels", published: false, ["officer", "guest"], kept: 9)).StatusCode);
        var settings = await administrator.GetJsonAsync("/api/layers/parcels/settings");

        Assert.Equal(["officer", "guest"], settings.GetProperty("writers").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(9, settings.GetProperty("editionsKept").GetInt32());
        foreach (var refused in (Task<HttpResponseMessage>[])[
            PutAsync(administrator, "parcels", false, ["king"]), PutAsync(administrator, "parcels", false, ["officer", "officer"]), PutAsync(administrator, "parcels", false, [], kept: 0),
            PutAsync(administrator, "cameras", false, ["officer"])])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await refused).StatusCode);
        }
    }

    [Fact]
    public async Task Owner_has_the_say_over_his_layer_and_to_others_there_are_no_settings()
    {
        var owner = await system.PersonAsync("guest|130102|districts");
        await system.Store.ExecuteAsync($"UPDATE layer_record SET owner_account = '{owner.Name}' WHERE layer = 'districts'");
        await Eventually.TrueAsync(
            async () => (await owner.Program.GetAsync("/api/layers/districts/settings")).StatusCode == HttpStatusCode.OK, "the owner is known", TimeSpan.FromSeconds(10));

        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(owner.Program, "districts", published: true, [], kept: 3)).StatusCode);
        foreach (var other in (HttpClient[])[owner.Program, await system.WithAsync("administrator|130100|"), await system.WithAsync("officer|130000|")])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/api/layers/outfalls/settings")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(other, "outfalls", published: false, [])).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/api/layers/nowhere/settings")).StatusCode);
        }
    }
}
