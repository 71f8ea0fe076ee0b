using Npgsql;

namespace Gis.Tiles.Reading;

/// <summary>A connection until it is given back: to those who keep it, or, where there is no such, to the driver's pool.</summary>
internal sealed class ConnectionLease(NpgsqlConnection connection, PlannedConnections? keeper) : IAsyncDisposable
{
    private int _isGivenBack;

    public NpgsqlConnection Connection => connection;

    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _isGivenBack, 1) == 1 ? ValueTask.CompletedTask : keeper?.ReturnAsync(connection) ?? connection.DisposeAsync();
}
