using System.Globalization;
using System.Text;
using Gis.Ingest.Hj212.Tcp;
using Gis.Ingest.Lines;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Mqtt.Endpoint;
using Gis.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Gis.Ingest.Tests;

/// <summary>The ingest part through its door, on a real store and a real broker, at a moment that the test chooses.</summary>
public class IngestRig : IAsyncLifetime, IDisposable
{
    private readonly List<IHost> _hosts = [];
    private MqttSession? _devices;
    private CancellationTokenSource? _devicesEnd;

    public StoreFixture Store { get; } = new();

    public BrokerServer Broker { get; private set; } = null!;

    public string Home { get; } = TestFolder.Create("ingest");

    internal ShiftedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 3, 4, 0, 0, TimeSpan.Zero));

    public virtual async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        Broker = await BrokerServer.StartAsync();
        await OpenFieldAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts.ToList())
        {
            await StopAsync(host);
        }

        await _devicesEnd!.CancelAsync();
        await Broker.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    public void Dispose()
    {
        _devices?.Dispose();
        FieldInbox.Dispose();
        _devicesEnd?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The TCP port of the one ingest that runs, or of the one started first.</summary>
    public int Hj212Port => PortOf(_hosts[0]);

    public static int PortOf(IHost host) => host.Services.GetRequiredService<Hj212Listener>().Port;

    /// <summary>What the one ingest that runs, or the one started first, works with.</summary>
    internal T Service<T>()
        where T : notnull => _hosts[0].Services.GetRequiredService<T>();

    /// <summary>Seals a password as the command part does.</summary>
    public byte[] Seal(string password, long thing) => DevicePasswordSeal.Of(Path.Combine(Home, "secrets")).Seal(password, thing);

    /// <summary>Starts one ingest and waits until it listens.</summary>
    public async Task<IHost> StartAsync(
        string name = "1", Action<IServiceCollection>? adjust = null, IReadOnlyDictionary<string, string?>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:ingest"] = Store.ConnectionString("gis_ingest"),
            ["Broker:Uri"] = Broker.SystemUri,
            ["GIS_HOME"] = Home,
            ["Ingest:Name"] = name,
            ["Ingest:FirstRetry"] = "00:00:00.020",
            ["Ingest:RollupEvery"] = "1.00:00:00",
            ["Ingest:Hj212:Port"] = "0",
            ["Ingest:Hj212:SetsClocks"] = "false",
            ["Ingest:Endpoint:Port"] = "0",
            ["Ingest:Endpoint:ConnectWithin"] = "00:00:05",
        };
        Adjust(settings);
        foreach (var (key, value) in more ?? new Dictionary<string, string?>())
        {
            settings[key] = value;
        }

        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        adjust?.Invoke(builder.Services);
        builder.Services.AddIngest(builder.Configuration);
        var host = builder.Build();
        _hosts.Add(host);
        Endpoint = host.Services.GetRequiredService<MqttEndpoint>();
        await host.StartAsync();
        await Eventually.TrueAsync(() => host.Services.GetRequiredService<MqttSession>().IsConnected, "ingest listens");
        return host;
    }

    /// <summary>Settings that a rig wants otherwise.</summary>
    protected virtual void Adjust(Dictionary<string, string?> settings)
    {
    }

    public async Task StopAsync(IHost host)
    {
        _hosts.Remove(host);
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    public Task SendAsync(string topic, string payload) => SendAsync(topic, Encoding.UTF8.GetBytes(payload));

    /// <summary>Publishes as the field would; the broker has the message when this returns.</summary>
    public async Task SendAsync(string topic, byte[] payload)
    {
        var reason = await _devices!.PublishAsync(topic, payload, CancellationToken.None).WaitAsync(Eventually.Patience);
        Assert.False(MqttReason.IsFailure(reason), MqttReason.Describe(reason));
    }

    /// <summary>A thing with an alias and instant and hour datastreams for these properties; the thing's id comes back.</summary>
    public async Task<long> AddThingAsync(string kind, string scheme, string code, params string[] properties)
    {
        var id = await Store.ScalarAsync<long>(
            """
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) VALUES ($1, $2, $2, '130102', 114.5, 38.0) RETURNING id
            """,
            kind,
            code);
        await Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ($1, $2, $3)", scheme, code, id);
        foreach (var property in properties)
        {
            await AddStreamAsync(id, property, 0);
            await AddStreamAsync(id, property, 3_600);
        }

        return id;
    }

    public async Task AddStreamAsync(long thing, string property, int periodS) => await Store.ExecuteAsync(
        """
        INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
        SELECT $1, code, CASE $3 WHEN 0 THEN 'instant' ELSE 'period' END, $3, unit, 300 FROM observed_property WHERE code = $2
        """,
        thing,
        property,
        periodS);

    public async Task AddLimitAsync(long thing, string property, int periodS, double upper, string basis = "avg") => await Store.ExecuteAsync(
        """
        INSERT INTO permit_limit (thing_id, property, period_s, basis, upper_limit, unit, source, valid_from)
        SELECT $1, code, $3, $5, $4, unit, 'GB 18918-2002 1A', '2020-01-01' FROM observed_property WHERE code = $2
        """,
        thing,
        property,
        periodS,
        upper,
        basis);

    public async Task<long> AddUnitAsync(string code) => await Store.ScalarAsync<long>(
        """
        INSERT INTO unit (code, call_sign, name_zh, name_en, kind, area_code, base_lon, base_lat)
        VALUES ($1, $1, $1, $1, 'fire', '130102', 114.5, 38.0) RETURNING id
        """,
        code);

    public Task<long> CountAsync(string table, string condition = "true") => Store.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE {condition}");

    public Task UntilAsync(string table, long count, string condition = "true") =>
        Eventually.TrueAsync(async () => await CountAsync(table, condition) == count, $"{table} has {count} rows where {condition}");

    /// <summary>Sends something that is taken after all before it, and waits until it is.</summary>
    public async Task SettleAsync()
    {
        var marker = string.Create(CultureInfo.InvariantCulture, $"settle-{Guid.NewGuid():N}");
        await SendAsync($"things/{marker}/observations", "{}");
        await Eventually.TrueAsync(
            async () => await Store.ScalarAsync<long>("SELECT count(*) FROM rejected_message WHERE topic = $1", $"things/{marker}/observations") == 1,
            "all before is stored");
        await Eventually.TrueAsync(
            async () => await Store.ScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM live_event WHERE seq > (SELECT seq FROM latest_cursor))"),
            "the newest values are up to the log");
    }

    public async Task<List<T>> ListAsync<T>(string sql)
    {
        await using var command = Store.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<T>();
        while (await reader.ReadAsync())
        {
            list.Add(await reader.GetFieldValueAsync<T>(0));
        }

        return list;
    }

    /// <summary>The endpoint of the ingest started last.</summary>
    internal MqttEndpoint Endpoint { get; private set; } = null!;

    /// <summary>A registered user, as a device would use it at the endpoint.</summary>
    public async Task<BrokerUser> AddUserAsync(string name)
    {
        var user = new BrokerUser(name, FieldPassword.Random());
        await Store.ExecuteAsync("INSERT INTO device_credential (user_name, hash) VALUES ($1, $2)", name, FieldPassword.Hash(user.Password));
        return user;
    }

    /// <summary>A second listener: what goes down to the field.</summary>
    internal MqttSession Field => _devices!;

    internal FieldInbox FieldInbox { get; } = new(4_000, 64 << 20);

    /// <summary>The field's many devices share one user here, who may publish everywhere.</summary>
    private async Task OpenFieldAsync()
    {
        var field = new BrokerUser("field", "field-of-the-test");
        await Broker.AddWholeFieldAsync(field);
        Assert.True(MqttAddress.TryParse(Broker.UriOf(field), out var address, out var why), why);
        _devices = new MqttSession(
            new MqttSessionOptions
            {
                Broker = address,
                ClientId = "field",
                SessionExpiry = TimeSpan.Zero,
                Filters = ["hj212/+/down", "things/+/receipts"],
            },
            FieldInbox,
            TimeProvider.System,
            NullLogger<MqttSession>.Instance);
        _devicesEnd = new CancellationTokenSource();
        _ = _devices.RunAsync(_devicesEnd.Token);
        await Eventually.TrueAsync(() => _devices.IsConnected, "the field is connected");
    }
}
