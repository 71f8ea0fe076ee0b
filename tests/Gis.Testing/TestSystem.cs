using System.Globalization;
using Gis.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Testing;

/// <summary>The whole product in this process, on a free port, with a store and a broker of its own.</summary>
public class TestSystem : IAsyncLifetime
{
    private readonly List<HttpClient> _clients = [];
    private WebApplication? _app;
    private BrokerServer? _broker;

    public TestSystem()
        : this(new StoreFixture())
    {
    }

    protected TestSystem(StoreFixture store) => Store = store;

    public StoreFixture Store { get; }

    public BrokerServer Broker => _broker ?? throw new InvalidOperationException("The broker is not there yet.");

    /// <summary>The state folder of this system: secrets, snapshots.</summary>
    public string Home { get; } = TestFolder.Create("home");

    public IServiceProvider Services => App.Services;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public WebApplication App => _app ?? throw new InvalidOperationException("The system is not there yet.");

    /// <summary>Which parts are opened; the server's own default unless a test narrows it.</summary>
    protected virtual string Parts => "ingest,tiles,command";

    /// <summary>Devices that the broker lets in from the start.</summary>
    protected virtual BrokerUser[] BrokerUsers => [];

    /// <summary>Settings beside those of store, broker and home.</summary>
    protected virtual IReadOnlyDictionary<string, string> MoreSettings => new Dictionary<string, string>();

    /// <summary>Rows that must be there before the server starts.</summary>
    protected virtual Task ArrangeAsync() => Task.CompletedTask;

    /// <summary>What the rim provides, such as the clock, may be replaced here.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder)
    {
    }

    /// <summary>Routes that only a test has.</summary>
    protected virtual void Probe(WebApplication app)
    {
    }

    public async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        // Which patches are drawn for a second verdict goes by their number in the store: none, unless a test asks for it.
        await Store.ExecuteAsync("UPDATE patch_second_rate SET rate = 0");
        _broker = await BrokerServer.StartAsync(BrokerUsers);
        await ArrangeAsync();
        await StartServerAsync();
    }

    /// <summary>A client without a session.</summary>
    public HttpClient Anonymous(string? language = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (language is not null)
        {
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        _clients.Add(client);
        return client;
    }

    /// <summary>Stops the server and starts it again over the same store and broker.</summary>
    public async Task RestartAsync()
    {
        await StopServerAsync();
        await StartServerAsync();
    }

    public async Task StopServerAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async Task StartServerAsync()
    {
        _app = GisApplication.Build(ServerSettings.Arguments(Settings()), Adjust);
        Probe(_app);
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address + "/");
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await StopServerAsync();
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        await Store.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    /// <summary>What a server needs to know of this system; field ports are free ones.</summary>
    public Dictionary<string, string> Settings() => new(Store.Configuration.Concat(MoreSettings))
    {
        ["GIS_HOME"] = Home,
        ["GIS_HTTP_PORT"] = "0",
        ["GIS_MQTT_PORT"] = Broker.Port.ToString(CultureInfo.InvariantCulture),
        ["Ingest:Hj212:Port"] = "0",
        ["Broker:Uri"] = Broker.SystemUri,
        ["Parts"] = Parts,
    };
}
