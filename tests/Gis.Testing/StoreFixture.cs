using System.Globalization;
using Gis.Server.Platform.Store;
using Npgsql;
using Xunit;

namespace Gis.Testing;

/// <summary>A store of one test class: migrated, empty of data, gone afterwards.</summary>
public sealed class StoreFixture : IAsyncLifetime, IAsyncDisposable
{
    private readonly Dictionary<string, NpgsqlDataSource> _dataSources = [];
    private PostgresServer? _server;
    private string? _database;

    /// <summary>The server that it lies on; that of the test run where none is named.</summary>
    public Func<Task<PostgresServer>> On { get; init; } = () => PostgresServer.Shared;

    public string Database => _database ?? throw new InvalidOperationException("The store is not there yet.");

    public StoreSettings Settings => Server.StoreOf(Database);

    /// <summary>What a server process must be told to use this store.</summary>
    public IReadOnlyDictionary<string, string> Configuration => new Dictionary<string, string>
    {
        ["Store:Host"] = Server.Store.Address.Host,
        ["Store:Port"] = Server.Store.Address.Port.ToString(CultureInfo.InvariantCulture),
        ["Store:Database"] = Database,
        ["Store:PasswordFolder"] = Server.Store.PasswordFolder,
    };

    /// <summary>The owner of the schema, who may read and write everything: for arranging and for looking.</summary>
    public NpgsqlDataSource Owner => As(StoreRole.Owner);

    public NpgsqlDataSource Ingest => As(StoreRole.Ingest);

    public NpgsqlDataSource Tiles => As(StoreRole.Tiles);

    public NpgsqlDataSource Command => As(StoreRole.Command);

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The store is not there yet.");

    public string ConnectionString(string role) => Settings.ConnectionString(role, $"test {role}");

    public NpgsqlDataSource As(string role)
    {
        lock (_dataSources)
        {
            return _dataSources.TryGetValue(role, out var known) ? known : _dataSources[role] = NpgsqlDataSource.Create(ConnectionString(role));
        }
    }

    /// <summary>After the server was killed: what was connected is so no more.</summary>
    public void ForgetConnections()
    {
        lock (_dataSources)
        {
            foreach (var dataSource in _dataSources.Values)
            {
                dataSource.Clear();
            }
        }
    }

    /// <summary>One value, asked by the owner.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        AddValues(command, values);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? (T)value : default;
    }

    /// <summary>A statement of the owner.</summary>
    public async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        AddValues(command, values);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task InitializeAsync()
    {
        _server = await On();
        _database = await _server.CloneAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var dataSource in _dataSources.Values)
        {
            await dataSource.DisposeAsync();
        }

        if (_database is not null)
        {
            await Server.DropAsync(_database);
        }
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    private static void AddValues(NpgsqlCommand command, object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
