using Npgsql;

namespace Gis.Tiles.Reading;

/// <summary>Asks one server one small question again and again, on a connection of its own that waits for no other and gives up soon.</summary>
internal sealed class ServerProbe : IAsyncDisposable
{
    private const int PatienceSeconds = 1;

    private readonly string _connectionString;
    private readonly string _sql;
    private NpgsqlConnection? _connection;

    public ServerProbe(string connectionString, string sql)
    {
        _sql = sql;
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = PatienceSeconds, CommandTimeout = PatienceSeconds, CancellationTimeout = -1 }.ConnectionString;
    }

    /// <summary>One row of the answer, as <paramref name="read"/> takes it; false where the server gave none.</summary>
    public async Task<(bool Answered, T? Value)> AskAsync<T>(Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is null)
            {
                _connection = new NpgsqlConnection(_connectionString);
                await _connection.OpenAsync(cancellationToken);
            }

            await using var command = new NpgsqlCommand(_sql, _connection);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            return await row.ReadAsync(cancellationToken) ? (true, read(row)) : (false, default);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            await DisposeAsync();
            return (false, default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}
