using Npgsql;

namespace Gis.Tiles.Reading;

/// <summary>One database server that layers are read from. What it holds never goes back: what is read later is at least as new.</summary>
internal sealed class ReadStore(NpgsqlDataSource data, string connectionString) : IAsyncDisposable
{
    private const int ReadBufferBytes = 64 * 1024;

    private readonly NpgsqlDataSource _planned = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        Options = "-c plan_cache_mode=force_generic_plan",
        NoResetOnClose = true,
        ReadBufferSize = ReadBufferBytes,
    });

    public NpgsqlDataSource Data => data;

    /// <summary>
    /// A connection on which tiles are cut and small boxes of features read, and nothing else: such keep their statements planned, since planning takes
    /// longer than reading a small tile, and have nothing to be reset in between.
    /// </summary>
    public ValueTask<NpgsqlConnection> OpenPlannedAsync(CancellationToken cancellationToken) => _planned.OpenConnectionAsync(cancellationToken);

    public ValueTask DisposeAsync() => _planned.DisposeAsync();
}
