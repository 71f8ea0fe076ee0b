using Npgsql;

namespace Gis.Tiles.Reading;

/// <summary>One database server that layers are read from. What it holds never goes back: what is read later is at least as new.</summary>
internal sealed class ReadStore(NpgsqlDataSource data, string connectionString) : IAsyncDisposable
{
    private const int ReadBufferBytes = 64 * 1024;

    private readonly PlannedConnections _planned = new(new NpgsqlConnectionStringBuilder(connectionString)
    {
        Options = "-c plan_cache_mode=force_generic_plan",
        NoResetOnClose = true,
        ReadBufferSize = ReadBufferBytes,
    }.ConnectionString);

    public NpgsqlDataSource Data => data;

    /// <summary>
    /// A connection on which tiles are cut and small boxes of features read, and nothing else: such keep their statements planned, since planning takes
    /// longer than reading a small tile, and have nothing to be reset in between.
    /// </summary>
    public ValueTask<ConnectionLease> OpenPlannedAsync(CancellationToken cancellationToken) => _planned.RentAsync(cancellationToken);

    /// <summary>Any other connection, for statements that are planned for their values.</summary>
    public async ValueTask<ConnectionLease> OpenAsync(CancellationToken cancellationToken) => new(await data.OpenConnectionAsync(cancellationToken), keeper: null);

    public ValueTask DisposeAsync() => _planned.DisposeAsync();
}
