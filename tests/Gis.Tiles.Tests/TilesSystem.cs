using Gis.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace Gis.Tiles.Tests;

/// <summary>The tiles part on a port of its own, over a real store with a small world in it.</summary>
public sealed class TilesSystem : IAsyncLifetime
{
    private readonly List<HttpClient> _clients = [];
    private WebApplication? _app;

    public StoreFixture Store { get; } = new();

    public Uri Address { get; private set; } = new("http://unset");

    /// <summary>Somebody without any sign-in.</summary>
    public HttpClient Anyone => As(null);

    /// <summary>A caller with these grants, each <c>role|area|layers</c>.</summary>
    public HttpClient With(params string[] grants) => WithVersion(1, grants);

    public HttpClient WithVersion(int version, params string[] grants) => As(string.Join(';', [$"{version}", .. grants]));

    public async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        await SmallWorld.FillAsync(Store);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Tiles:LiveTileAge", "00:00:00")]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKeyedSingleton<NpgsqlDataSource>("tiles", (_, _) => NpgsqlDataSource.Create(Store.ConnectionString("gis_tiles")));
        builder.Services.AddAuthentication(TestGrants.SchemeName).AddScheme<AuthenticationSchemeOptions, TestGrants>(TestGrants.SchemeName, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy("gis-reader", policy => policy.RequireAuthenticatedUser());
        builder.Services.AddTiles(builder.Configuration);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapTiles();
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app!.DisposeAsync();
        await Store.DisposeAsync();
    }

    private HttpClient As(string? grants)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (grants is not null)
        {
            client.DefaultRequestHeaders.Add(TestGrants.Header, grants);
        }

        lock (_clients)
        {
            _clients.Add(client);
        }

        return client;
    }
}
