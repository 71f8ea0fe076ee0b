using System.Net;
using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.Layers;

public sealed class Publishing_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    [Fact]
    public async Task Published_layer_opens_to_all_and_closes_again()
    {
        await TilesModule.PublishLayerAsync(system.Store.Tiles, "air_stations", published: true, "test", CancellationToken.None);
        await Eventually.TrueAsync(() => IsOpenAsync(true), "the layer is open", TimeSpan.FromSeconds(10));

        await TilesModule.PublishLayerAsync(system.Store.Tiles, "air_stations", published: false, "test", CancellationToken.None);
        await Eventually.TrueAsync(() => IsOpenAsync(false), "the layer is closed", TimeSpan.FromSeconds(10));

        Assert.Equal(2, await system.Store.ScalarAsync<long>("SELECT count(*) FROM live_event WHERE kind = 'layer' AND payload = '{\"layer\": \"air_stations\"}'"));
        Assert.Equal(1, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'layer.unpublish' AND entity_id = 'air_stations'"));
    }

    [Fact]
    public async Task Unknown_layer_cannot_be_published()
    {
        Assert.False(await TilesModule.PublishLayerAsync(system.Store.Tiles, "nowhere", published: true, "test", CancellationToken.None));
        Assert.Equal(0, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE entity_id = 'nowhere'"));
    }

    private async Task<bool> IsOpenAsync(bool open) =>
        (await system.Anyone.GetAsync("/ogc/collections/air_stations/items")).StatusCode == (open ? HttpStatusCode.OK : HttpStatusCode.NotFound);
}
