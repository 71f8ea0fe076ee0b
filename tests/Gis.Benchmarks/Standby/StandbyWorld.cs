using Gis.Benchmarks.Tiles;
using Gis.Server;
using Gis.Testing;
using Microsoft.AspNetCore.Builder;

namespace Gis.Benchmarks.Standby;

/// <summary>A million parcels on a PostgreSQL that may be killed, a hot standby that follows it, and two servers of ours: one knows the standby, one does not.</summary>
internal sealed class StandbyWorld : IAsyncDisposable
{
    private readonly List<WebApplication> _apps = [];
    private PostgresServer? _primary;
    private StandbyServer? _standby;
    private StoreFixture? _store;

    public Uri WithStandby => new(_apps[0].Urls.First());

    public Uri PrimaryAlone => new(_apps[1].Urls.First());

    public async Task InitializeAsync()
    {
        var primary = _primary = await PostgresServer.StartOwnAsync();
        _store = new StoreFixture { On = () => Task.FromResult(primary) };
        await _store.InitializeAsync();
        await new ProvinceWorld(_store).FillParcelsAsync();
        _standby = await StandbyServer.FollowAsync(primary);
        _apps.Add(await StartAsync($"--Store:Standby={_standby.Address}"));
        _apps.Add(await StartAsync());
    }

    public Task KillPrimaryAsync() => _primary!.StopHardAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        // The store goes with its server, which may be dead.
        _store?.ForgetConnections();
        _standby?.Dispose();
        _primary?.Dispose();
    }

    private async Task<WebApplication> StartAsync(params string[] settings)
    {
        var app = GisApplication.Build(
        [
            "--Parts=tiles", "--GIS_HTTP_PORT=0", "--Tiles:CacheBytes=0", "--Logging:LogLevel:Default=Critical", .. settings, .. _store!.Configuration.Select(pair => $"--{pair.Key}={pair.Value}"),
        ]);
        await app.StartAsync();
        return app;
    }
}
