using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.ReadModel;

/// <summary>A test with a store of its own, and a connection of the command part to it.</summary>
public abstract class StoreTest : IAsyncLifetime, IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    protected StoreFixture Store { get; } = new();

    protected NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("The store is not there yet.");

    public virtual async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        _connection = await Store.Command.OpenConnectionAsync();
    }

    public virtual async Task DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        await Store.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
