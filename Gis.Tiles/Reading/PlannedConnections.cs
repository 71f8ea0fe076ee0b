using System.Collections.Concurrent;
using System.Data;
using Npgsql;

namespace Gis.Tiles.Reading;

/// <summary>
/// Connections that keep their statements planned. Whoever asks gets the one that came back last, so that one process of the store, with all that it needs at hand, answers one caller after the other;
/// the driver's pool gives the one that waited longest.
/// </summary>
/// <param name="connectionString">Tells, as for the driver's pool, how many there are at most and how long a caller waits for one.</param>
internal sealed class PlannedConnections(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);
    private readonly NpgsqlConnectionStringBuilder _settings = new(connectionString);
    private readonly SemaphoreSlim _free = new(new NpgsqlConnectionStringBuilder(connectionString).MaxPoolSize);
    private readonly ConcurrentStack<NpgsqlConnection> _kept = new();
    private volatile bool _isDisposed;

    /// <exception cref="NpgsqlException">None came free in time, or the store can't be reached.</exception>
    public async ValueTask<ConnectionLease> RentAsync(CancellationToken cancellationToken)
    {
        if (!await _free.WaitAsync(TimeSpan.FromSeconds(_settings.Timeout), cancellationToken))
        {
            throw new NpgsqlException($"All {_settings.MaxPoolSize} connections were in use for {_settings.Timeout} s.", new TimeoutException());
        }

        try
        {
            return new(_kept.TryPop(out var kept) ? kept : await _source.OpenConnectionAsync(cancellationToken), this);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <summary>For <see cref="ConnectionLease"/>, once for each that was rented.</summary>
    public async ValueTask ReturnAsync(NpgsqlConnection connection)
    {
        try
        {
            if (connection.FullState == ConnectionState.Open && !_isDisposed)
            {
                _kept.Push(connection);
                return;
            }

            // Where one broke, the store may have gone from all: nobody else shall find out by failing.
            await connection.DisposeAsync();
            await CloseKeptAsync();
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await CloseKeptAsync();
        await _source.DisposeAsync();
        _free.Dispose();
    }

    private async ValueTask CloseKeptAsync()
    {
        while (_kept.TryPop(out var connection))
        {
            await connection.DisposeAsync();
        }
    }
}
