using Npgsql;

namespace Gis.Tiles.Reading;

/// <summary>One database server that layers are read from. What it holds never goes back: what is read later is at least as new.</summary>
internal sealed class ReadStore(NpgsqlDataSource data, string connectionString) : IAsyncDisposable
{
    private const int ReadBufferBytes = 64 * 1024;

    private readonly NpgsqlDataSource _cuts = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        Options = "-c plan_cache_mode=force_generic_plan",
        NoResetOnClose = true,
        ReadBufferSize = ReadBufferBytes,
    });

    public NpgsqlDataSource Data => data;

    /// <summary>
    /// A connection on which tiles are cut and nothing else: such keep their statements planned, since planning takes longer than reading a small tile,
    /// and have nothing to be reset between tiles.
    /// </summary>
    public ValueTask<NpgsqlConnection> OpenForCutAsync(CancellationToken cancellationToken) => _cuts.OpenConnectionAsync(cancellationToken);

    public ValueTask DisposeAsync() => _cuts.DisposeAsync();
}
